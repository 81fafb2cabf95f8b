import { type Certificate, OIDS, readCertificate } from '@openxs2a/certificates';
import {
  createIssuer,
  createSerialNumber,
  type Issuer,
  issueCertificate,
  issuingCaTemplate,
  type KeyKind,
  rootTemplate,
  type SigningKey,
  selfIssue,
  toName,
} from '@openxs2a/certificates/issue';
import type { Clock, Random } from '@openxs2a/service';
import type { KeyStore } from '@openxs2a/service/keys';
import type { Database } from '@openxs2a/store';
import { findAuthorityCertificate, insertAuthorityCertificate } from '../store/authorities.ts';
import { callForCrl, saveCrl } from '../store/crls.ts';
import type { Journal } from '../store/journal.ts';
import { getIssuingKey, getKey, ISSUING_KEY, RESPONDER_KEY, ROOT_KEY } from './house-keys.ts';
import { renewRootCrl, signRootCrl } from './root-crl.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface InitialiseInput {
  readonly database: Database;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly random: Random;
  /** The server's keys. */
  readonly keys: KeyStore;
  /** Another store under another passphrase, in a place that the server cannot read. */
  readonly rootKeys: KeyStore;
  readonly keyKind: KeyKind;
  /** Of the provider, as certificates print it. */
  readonly provider: { readonly country: string; readonly name: string; readonly organizationIdentifier: string };
  /** As others reach the public listener. */
  readonly publicUrl: string;
  readonly rootYears: number;
  readonly issuingYears: number;
  /** How long the root's list of revoked issuing certificates counts. It is renewed by initialising again. */
  readonly rootCrlDays: number;
}

export type InitialiseOutcome = 'initialised' | 'root-crl-renewed' | 'nothing-to-do';

/**
 * Makes root, issuing certificate, their keys and the root's first CRL. What a stop leaves behind are keys at most: the
 * certificates are put on record in one transaction, at the end, and the next run goes on with the keys that are there.
 * Where all is done, it renews the root's CRL if half of its time is over, and else touches nothing.
 */
export async function initialise(input: InitialiseInput): Promise<InitialiseOutcome> {
  const { database } = input;
  const rootDer = await findAuthorityCertificate(database, 'root');
  const issuingDer = await findAuthorityCertificate(database, 'issuing');
  if (rootDer !== undefined && issuingDer !== undefined) {
    await getIssuingKey(input.keys, readCertificate(issuingDer));
    return (await renewRootCrl(input, readCertificate(rootDer))) ? 'root-crl-renewed' : 'nothing-to-do';
  }
  const rootKey = await getKey(input.rootKeys, ROOT_KEY, input.keyKind);
  const issuingKey = await getKey(input.keys, ISSUING_KEY, input.keyKind);
  await getKey(input.keys, RESPONDER_KEY, 'p-256');
  const root = createIssuer(await issueRoot(input, rootKey), rootKey);
  const issuing = await issueIssuing(input, root, issuingKey);
  await record(input, root, issuing);
  return 'initialised';
}

/** Forgets the root's key for good. No list of revoked issuing certificates can be made afterwards. */
export async function destroyRootKey({ rootKeys }: Pick<InitialiseInput, 'rootKeys'>): Promise<void> {
  await rootKeys.destroy(ROOT_KEY);
}

function issueRoot({ clock, random, rootYears, ...input }: InitialiseInput, key: SigningKey): Promise<Certificate> {
  return selfIssue(
    rootTemplate({ ...toFields({ clock, random }, key, rootYears), subject: toSubject(input, 'Root CA') }),
    key,
  );
}

function issueIssuing(input: InitialiseInput, root: Issuer, key: SigningKey): Promise<Certificate> {
  const template = issuingCaTemplate({
    ...toFields(input, key, input.issuingYears),
    issuer: root.certificate,
    subject: toSubject(input, 'Issuing CA'),
    urls: {
      issuer: `${input.publicUrl}/ca/root/certificate`,
      crl: `${input.publicUrl}/ca/root/crl`,
      cps: `${input.publicUrl}/policy`,
    },
  });
  const { notAfter } = root.certificate;
  return issueCertificate(template.notAfter > notAfter ? { ...template, notAfter } : template, root);
}

function toFields(
  { clock, random }: Pick<InitialiseInput, 'clock' | 'random'>,
  { publicKey }: SigningKey,
  years: number,
) {
  const now = clock().getTime();
  return {
    publicKey,
    serialNumber: createSerialNumber(random.bytes),
    notBefore: new Date(now - HOUR),
    notAfter: new Date(now + years * 365 * DAY),
  };
}

function toSubject({ provider }: Pick<InitialiseInput, 'provider'>, role: string) {
  return toName([
    [OIDS.countryName, provider.country],
    [OIDS.organizationName, provider.name],
    [OIDS.organizationIdentifier, provider.organizationIdentifier],
    [OIDS.commonName, `${provider.name} ${role}`],
  ]);
}

async function record(input: InitialiseInput, root: Issuer, issuing: Certificate): Promise<void> {
  const { database, journal, clock } = input;
  const now = clock();
  const crl = await signRootCrl(root, 1, now, input.rootCrlDays);
  await database.transaction(async (trx) => {
    await insertAuthorityCertificate(trx, 'root', root.certificate.der, now);
    await insertAuthorityCertificate(trx, 'issuing', issuing.der, now);
    await callForCrl(trx, 'root');
    await saveCrl(trx, 'root', crl);
    await callForCrl(trx, 'issuing');
    const body = { root: root.certificate.fingerprint, issuing: issuing.fingerprint };
    await journal.append(trx, { kind: 'initialised', body });
  });
}
