import { type KeyObject, randomBytes } from 'node:crypto';
import type { DistinguishedName } from '../../name.ts';
import { OIDS } from '../../oids.ts';
import { createIssuer, type Issuer, issueCertificate, selfIssue } from '../certificate.ts';
import { generateKey, type KeyKind } from '../generate-key.ts';
import { issuingCaTemplate, ocspResponderTemplate, rootTemplate } from '../profiles/authority.ts';
import type { AuthorityUrls, IssuedInput } from '../profiles/issued.ts';
import { toName } from '../profiles/subject.ts';
import { createSerialNumber } from '../serial-number.ts';
import { createSigningKey } from '../signing-key.ts';

/** Three generations, as the authorities of a trust service provider have them. */
export interface DemoHierarchy {
  readonly root: Issuer;
  readonly issuingCa: Issuer;
  readonly ocspResponder: Issuer;
}

export const DAY = 86_400_000;

export interface HierarchyInput {
  /** Of the provider; all names begin with it. */
  readonly name: string;
  readonly key: KeyKind;
  readonly now: Date;
  /** What stands in the certificate of the issuing CA. */
  readonly rootUrls: AuthorityUrls;
}

export async function createHierarchy(input: HierarchyInput): Promise<DemoHierarchy> {
  const root = await createRoot(input);
  const issuingCa = await createIssuingCa(root, input);
  return { root, issuingCa, ocspResponder: await createOcspResponder(issuingCa, input) };
}

async function createRoot({ name, key: kind, now }: HierarchyInput): Promise<Issuer> {
  const key = createSigningKey(await generateKey(kind));
  const template = rootTemplate({ ...toFields(key.publicKey, now, 3650), subject: toSubject(name, 'Root CA') });
  return createIssuer(await selfIssue(template, key), key);
}

async function createIssuingCa(root: Issuer, { name, key: kind, now, rootUrls }: HierarchyInput): Promise<Issuer> {
  const key = createSigningKey(await generateKey(kind));
  const fields = { ...toFields(key.publicKey, now, 1825), issuer: root.certificate };
  const template = issuingCaTemplate({ ...fields, subject: toSubject(name, 'Issuing CA'), urls: rootUrls });
  return createIssuer(await issueCertificate(template, root), key);
}

async function createOcspResponder(issuer: Issuer, { name, key: kind, now }: HierarchyInput): Promise<Issuer> {
  const key = createSigningKey(await generateKey(kind));
  const fields = { ...toFields(key.publicKey, now, 90), issuer: issuer.certificate };
  const template = ocspResponderTemplate({ ...fields, subject: toSubject(name, 'OCSP Responder') });
  return createIssuer(await issueCertificate(template, issuer), key);
}

function toSubject(name: string, office: string): DistinguishedName {
  return toName([
    [OIDS.countryName, 'DE'],
    [OIDS.organizationName, `${name} Trust Services GmbH`],
    [OIDS.organizationIdentifier, 'VATDE-123456789'],
    [OIDS.commonName, `${name} ${office}`],
  ]);
}

function toFields(publicKey: KeyObject, now: Date, days: number): Omit<IssuedInput, 'issuer'> {
  return {
    publicKey,
    serialNumber: createSerialNumber(randomBytes),
    notBefore: new Date(now.getTime() - DAY),
    notAfter: new Date(now.getTime() + days * DAY),
  };
}
