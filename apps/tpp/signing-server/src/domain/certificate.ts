import { type KeyObject, X509Certificate } from 'node:crypto';
import { type Certificate, OIDS } from '@openxs2a/certificates';
import type { KeyKind } from '@openxs2a/certificates/issue';

export type CertificateKind = 'qsealc' | 'qwac';

/** `handed-out` is for a QWAC, whose key is not here. */
export type CertificateState = 'ready' | 'active' | 'retired' | 'revoked' | 'handed-out';

/** A certificate that is on record here. */
export interface CertificateRecord {
  readonly certificate: Certificate;
  readonly kind: CertificateKind;
  readonly state: CertificateState;
  /** From the issuer upwards, without the root; PEM. */
  readonly chain: readonly string[];
  /** Of a seal certificate. */
  readonly keyName?: string;
  readonly orderId?: string;
  readonly installedAt: Date;
  /** Since when it is in its state. */
  readonly changedAt: Date;
}

/** A key that is, or was, in the key store. */
export interface KeyRecord {
  readonly name: string;
  readonly kind: KeyKind;
  /** SPKI, PEM. */
  readonly publicKey: string;
  readonly createdAt: Date;
  readonly destroyedAt?: Date;
}

export type KeyState = 'pending' | 'active' | 'retired' | 'destroyed';

/** How a key stands, which is how its certificates stand. */
export function keyStateOf(key: KeyRecord, certificates: readonly CertificateRecord[]): KeyState {
  if (key.destroyedAt !== undefined) return 'destroyed';
  const states = certificates.filter(({ keyName }) => keyName === key.name).map(({ state }) => state);
  if (states.includes('active')) return 'active';
  return states.length === 0 || states.includes('ready') ? 'pending' : 'retired';
}

export function isWithinDates({ notBefore, notAfter }: Certificate, now: Date): boolean {
  return notBefore <= now && now < notAfter;
}

export interface CertificateRefusal {
  readonly reason:
    | 'malformed'
    | 'key-unknown'
    | 'not-a-qsealc'
    | 'other-organisation'
    | 'expired'
    | 'chain-broken'
    | 'revoked';
  readonly detail: string;
}

/** Why a certificate cannot be the one that seals here; undefined where nothing stands against it. */
export function findSealObjection(
  certificate: Certificate,
  chain: readonly Certificate[],
  expected: { readonly publicKey: KeyObject; readonly organizationIdentifier: string },
  now: Date,
): CertificateRefusal | undefined {
  const { key, qualified, organizationIdentifier, notAfter } = certificate;
  if (!key.keyObject.equals(expected.publicKey)) {
    return { reason: 'key-unknown', detail: 'It is for another key.' };
  }
  if (qualified.kind !== 'present' || !qualified.value.types.includes(OIDS.qcTypeEseal)) {
    return { reason: 'not-a-qsealc', detail: 'It does not say that it is for seals (EN 319 412-5, 4.2.3).' };
  }
  if (
    organizationIdentifier.kind !== 'present' ||
    organizationIdentifier.value.text !== expected.organizationIdentifier
  ) {
    return { reason: 'other-organisation', detail: `It is not of ${expected.organizationIdentifier}.` };
  }
  if (notAfter <= now) return { reason: 'expired', detail: `It ended on ${notAfter.toISOString()}.` };
  if (!isChain([certificate, ...chain])) {
    return { reason: 'chain-broken', detail: 'The chain does not prove it: each must be issued by the next.' };
  }
  return undefined;
}

function isChain(path: readonly Certificate[]): boolean {
  const read = path.map(({ der }) => new X509Certificate(der));
  return read.every((certificate, index) => {
    const issuer = read[index + 1];
    return issuer === undefined || (certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey));
  });
}
