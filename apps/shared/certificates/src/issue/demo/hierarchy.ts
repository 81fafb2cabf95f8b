import { type KeyObject, randomBytes } from 'node:crypto';
import type { DistinguishedName } from '../../name.ts';
import { OIDS } from '../../oids.ts';
import { createIssuer, type Issuer, issueCertificate, selfIssue } from '../certificate.ts';
import { generateKey, type KeyKind } from '../generate-key.ts';
import { issuingCaTemplate, ocspResponderTemplate, rootTemplate } from '../profiles/authority.ts';
import type { AuthorityUrls, IssuedInput } from '../profiles/leaf.ts';
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

/** `rootUrls` stand in the issuing CA's certificate. */
export async function createHierarchy(kind: KeyKind, now: Date, rootUrls: AuthorityUrls): Promise<DemoHierarchy> {
  const root = await createRoot(kind, now);
  const issuingCa = await createIssuingCa(root, kind, now, rootUrls);
  return { root, issuingCa, ocspResponder: await createOcspResponder(issuingCa, kind, now) };
}

async function createRoot(kind: KeyKind, now: Date): Promise<Issuer> {
  const key = createSigningKey(await generateKey(kind));
  const template = rootTemplate({ ...toFields(key.publicKey, now, 3650), subject: toSubject('Demo Root CA') });
  return createIssuer(await selfIssue(template, key), key);
}

async function createIssuingCa(root: Issuer, kind: KeyKind, now: Date, urls: AuthorityUrls): Promise<Issuer> {
  const key = createSigningKey(await generateKey(kind));
  const fields = { ...toFields(key.publicKey, now, 1825), issuer: root.certificate };
  const template = issuingCaTemplate({ ...fields, subject: toSubject('Demo Issuing CA'), urls });
  return createIssuer(await issueCertificate(template, root), key);
}

async function createOcspResponder(issuer: Issuer, kind: KeyKind, now: Date): Promise<Issuer> {
  const key = createSigningKey(await generateKey(kind));
  const fields = { ...toFields(key.publicKey, now, 90), issuer: issuer.certificate };
  const template = ocspResponderTemplate({ ...fields, subject: toSubject('Demo OCSP Responder') });
  return createIssuer(await issueCertificate(template, issuer), key);
}

function toSubject(commonName: string): DistinguishedName {
  return toName([
    [OIDS.countryName, 'DE'],
    [OIDS.organizationName, 'Demo Trust Services GmbH'],
    [OIDS.organizationIdentifier, 'VATDE-123456789'],
    [OIDS.commonName, commonName],
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
