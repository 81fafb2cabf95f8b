import type { Finish } from './authorisable.ts';
import type { RoadOutcome, RoadRefusal } from './outcome.ts';
import type { AuthorisationKey } from './road.ts';
import type { RoadSetting } from './setting.ts';
import type { Standing } from './standing.ts';

/** SCA is done. Where the TPP has to confirm it, the resource waits for that. */
export async function finish(setting: RoadSetting, standing: Standing, done: Finish): Promise<RoadOutcome<unknown>> {
  const { database, authorisables } = setting;
  const { key, found, begun } = standing;
  const authorisable = authorisables[key.kind];
  const waits = found.resource.needsConfirmation && begun.approach === 'REDIRECT' && !done.exempted;
  if (waits) return database.transaction((trx) => authorisable.move(trx, key, 'awaitConfirmation', done.psu));
  return complete(setting, standing, done);
}

/** The resource becomes what it becomes by it. One that was authorised by OAuth needs a token from this moment on. */
export async function complete(
  { database, authorisables, tokens }: RoadSetting,
  { key, begun }: Pick<Standing, 'key' | 'begun'>,
  done: Finish,
): Promise<RoadOutcome<unknown>> {
  const finish = await authorisables[key.kind].prepareFinish(key, done);
  return database.transaction(async (trx) => {
    const finished = await finish(trx);
    const isByOAuth = begun.approach === 'REDIRECT' && begun.form === 'oauth';
    if (finished.accepted && isByOAuth)
      await tokens?.requireTokens(trx, { service: 'AIS', resourceId: key.resourceId });
    return finished;
  });
}

/** The authorisation fails; the resource may be authorised by another. What the PSU was asked is taken back. */
export function fail(
  { database, authorisables, sca }: RoadSetting,
  key: AuthorisationKey,
): Promise<RoadOutcome<unknown>> {
  return database.transaction(async (trx) => {
    const failed = await authorisables[key.kind].move(trx, key, 'fail');
    if (failed.accepted) await sca.endAsked(trx, key.authorisationId);
    return failed;
  });
}

/** The authorisation fails, and the resource with it. */
export async function reject({ database, authorisables, sca }: RoadSetting, key: AuthorisationKey) {
  const rejected = await authorisables[key.kind].reject(key);
  if (rejected.accepted) await database.transaction((trx) => sca.endAsked(trx, key.authorisationId));
  return rejected;
}

/**
 * No answer in time. Where one PSU authorises, that decides about the resource (Guidelines 1.3.8, 14.14); where several do,
 * the PSU may begin anew.
 */
export function giveUp(setting: RoadSetting, key: AuthorisationKey): Promise<RoadOutcome<unknown>> {
  return setting.profile.sca.multilevel ? fail(setting, key) : reject(setting, key);
}

/**
 * What this PSU can never do ends here: the authorisation without a method, one of several by which it has agreed already, and
 * what is of other people's accounts.
 */
export async function endWhereHopeless(
  setting: RoadSetting,
  key: AuthorisationKey,
  refusal: RoadRefusal,
): Promise<RoadRefusal> {
  if (refusal.reason === 'sca:method-unknown' || refusal.reason === 'consent:authorisation-not-needed')
    await fail(setting, key);
  if (refusal.reason === 'consent:account-not-of-psu') await giveUp(setting, key);
  return refusal;
}
