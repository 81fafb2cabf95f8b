import { type Certificate, readCertificate } from '@openxs2a/certificates';
import { createMessageSigner, type MessageSigner, type SignatureProfile } from '@openxs2a/http-signatures';
import type { Clock } from '@openxs2a/service';
import type { KeyStore } from '@openxs2a/service/keys';
import type { Queryable } from '@openxs2a/store';
import type { CertificateRecord, KeyRecord } from '../domain/certificate.ts';
import { chooseAlgorithm } from '../domain/signing-algorithm.ts';
import { findActive } from '../store/certificates.ts';
import { findKey } from '../store/keys.ts';

/** The certificate in use, and how messages are signed with its key. */
export interface Seal {
  readonly record: CertificateRecord;
  readonly key: KeyRecord;
  /** Undefined where the key cannot sign by this profile. */
  findSigner(profile: SignatureProfile, keyId: string | undefined): Promise<MessageSigner | undefined>;
}

/** Holds the seal, so that a signature needs no look into the database. */
export interface SealHolder {
  current(): Seal | undefined;
  /** To be called whenever another certificate has become the active one, or none is. */
  reload(): Promise<void>;
}

export function createSealHolder(database: Queryable, keys: KeyStore, clock: Clock): SealHolder {
  let current: Seal | undefined;
  return {
    current: () => current,
    async reload() {
      const record = await findActive(database);
      const key = record?.keyName === undefined ? undefined : await findKey(database, record.keyName);
      current = record === undefined || key === undefined ? undefined : createSeal(record, key, keys, clock);
    },
  };
}

function createSeal(record: CertificateRecord, key: KeyRecord, keys: KeyStore, clock: Clock): Seal {
  const chain = record.chain.map((pem) => readCertificate(pem));
  const signers = new Map<string, Promise<MessageSigner | undefined>>();
  return {
    record,
    key,
    findSigner(profile, keyId) {
      const id = JSON.stringify([profile.name, keyId]);
      const made = signers.get(id) ?? createSigner(profile, keyId, { ...record, chain }, key, keys, clock);
      signers.set(id, made);
      // What failed may not fail again.
      made.catch(() => signers.delete(id));
      return made;
    },
  };
}

async function createSigner(
  profile: SignatureProfile,
  keyId: string | undefined,
  { certificate, chain }: { readonly certificate: Certificate; readonly chain: readonly Certificate[] },
  { name, kind }: KeyRecord,
  keys: KeyStore,
  clock: Clock,
): Promise<MessageSigner | undefined> {
  const algorithm = chooseAlgorithm(profile, kind);
  if (algorithm === undefined) return undefined;
  const key = await keys.signingKey(name, algorithm);
  return createMessageSigner({ profile, certificate, key, clock, chain, ...(keyId === undefined ? {} : { keyId }) });
}
