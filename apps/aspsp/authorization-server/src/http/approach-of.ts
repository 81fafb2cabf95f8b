import { chooseApproach, type ScaApproach } from '../domain/approach.ts';
import { type ApproachKey, findApproach } from '../store/approaches.ts';
import type { AuthorizationServerOptions } from './options.ts';

/** The approach that was fixed; the bank's first for what was not begun over this interface. */
export async function approachOf(
  { database, profile }: Pick<AuthorizationServerOptions, 'database' | 'profile'>,
  key: ApproachKey,
): Promise<ScaApproach> {
  return (await findApproach(database, key)) ?? chooseApproach(profile.sca.approaches, {});
}
