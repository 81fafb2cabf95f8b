import type { OAuthOptions } from '../oauth.ts';
import type { Life } from '../resources.ts';
import type { Scope } from '../scope.ts';

/** A token of the pre-step is for what is begun right after the login. */
const PRE_STEP_MILLISECONDS = 60 * 60_000;

/** Until when tokens of a scope open anything; undefined where they do not. */
export async function lifeOf(
  { clock, clients, preStep, resources }: Pick<OAuthOptions, 'clock' | 'clients' | 'preStep' | 'resources'>,
  scope: Scope,
  clientId: string,
): Promise<Life | undefined> {
  const client = await clients.find(clientId);
  if (client === undefined || client.isBlocked || !client.mayHave(scope.service)) return undefined;
  const now = clock();
  if (scope.resourceId === undefined)
    return preStep && { until: new Date(now.getTime() + PRE_STEP_MILLISECONDS), isRecurring: false };
  const life = await resources.lifeOf(scope, clientId);
  // times of tokens are whole seconds
  return life !== undefined && life.until.getTime() - now.getTime() >= 1_000 ? life : undefined;
}
