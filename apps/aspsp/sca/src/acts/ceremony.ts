import { isOpaqueId } from '../domain/opaque-id.ts';
import { accept, refuse, type ScaOutcome } from '../outcome.ts';
import { insertCeremony, type StoredCeremony, takeCeremony } from '../store/ceremonies.ts';
import type { ScaSetting } from './setting.ts';

/** A passkey is about to be registered. */
export async function beginCeremony(
  { database, clock, random, policy }: ScaSetting,
  psuId: string,
): Promise<StoredCeremony> {
  const ceremony = {
    ceremonyId: random.token(16),
    psuId,
    challenge: random.token(32),
    expiresAt: new Date(clock().getTime() + policy.passkeys.minutes * 60_000),
  };
  await insertCeremony(database, ceremony);
  return ceremony;
}

/** Ends it, whatever comes of the answer. */
export async function endCeremony(
  { database, clock }: ScaSetting,
  ceremonyId: string,
): Promise<ScaOutcome<StoredCeremony>> {
  const ceremony = isOpaqueId(ceremonyId) ? await takeCeremony(database, ceremonyId) : undefined;
  if (ceremony === undefined) return refuse('ceremony-unknown');
  return clock() >= ceremony.expiresAt ? refuse('ceremony-expired') : accept(ceremony);
}
