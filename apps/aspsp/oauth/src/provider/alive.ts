import { lifeOf } from '../authorisation/life.ts';
import { readRequestedScope } from '../domain/requested-scope.ts';
import type { OAuthSetting } from '../oauth.ts';
import { currentExchange } from './exchange.ts';

export interface Issued {
  readonly scope?: string | undefined;
  readonly clientId?: string | undefined;
}

/** Whether what a code or token is for still opens anything; from then on the exchange knows for how long. */
export async function isAlive(setting: OAuthSetting, { scope: text = '', clientId }: Issued): Promise<boolean> {
  // what was granted is one scope, beside which the request may have had `offline_access`
  const scope = readRequestedScope(text);
  if (scope === undefined || clientId === undefined) return false;
  const exchange = currentExchange();
  exchange.scope = scope;
  exchange.life = await lifeOf(setting, scope, clientId);
  return exchange.life !== undefined;
}

/** What is left of the life that the exchange knows of. */
export function secondsLeft({ clock }: OAuthSetting): number {
  const { life } = currentExchange();
  if (life === undefined) throw new TypeError('Nothing is issued for what is not alive.');
  return Math.floor((life.until.getTime() - clock().getTime()) / 1_000);
}
