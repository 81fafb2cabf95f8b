import { createHash } from 'node:crypto';
import { isOpaqueId } from '../domain/opaque-id.ts';
import { type Subject, subjectDigest } from '../domain/subject.ts';
import { accept, refuse, type ScaOutcome } from '../outcome.ts';
import { insertCeremony, type StoredCeremony, takeCeremony } from '../store/ceremonies.ts';
import type { ScaSetting } from './setting.ts';

export interface BeginCeremony {
  readonly kind: StoredCeremony['kind'];
  readonly psuId: string | undefined;
  readonly subject: Subject | undefined;
}

/** What the authenticator signs is random, and of what is authorised: an answer is one to this subject (RTS, Article 5). */
export async function beginCeremony(
  { database, clock, random, policy }: ScaSetting,
  { kind, psuId, subject }: BeginCeremony,
): Promise<StoredCeremony> {
  const digest = subject && subjectDigest(subject);
  const ceremony = {
    ceremonyId: random.token(16),
    kind,
    psuId,
    challenge: createHash('sha256')
      .update(random.bytes(32))
      .update(digest ?? '')
      .digest('base64url'),
    subjectDigest: digest,
    expiresAt: new Date(clock().getTime() + policy.passkeys.minutes * 60_000),
  };
  await insertCeremony(database, ceremony);
  return ceremony;
}

/** Ends it, whatever comes of the answer. */
export async function endCeremony(
  { database, clock }: ScaSetting,
  ceremonyId: string,
  kind: StoredCeremony['kind'],
): Promise<ScaOutcome<StoredCeremony>> {
  const ceremony = isOpaqueId(ceremonyId) ? await takeCeremony(database, ceremonyId, kind) : undefined;
  if (ceremony === undefined) return refuse('ceremony-unknown');
  return clock() >= ceremony.expiresAt ? refuse('ceremony-expired') : accept(ceremony);
}
