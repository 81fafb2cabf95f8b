import { createAuthorizationServer } from '@openxs2a/authorization-server';
import type { Log } from '@openxs2a/service';
import { serveInner } from '../apart/serve-inner.ts';
import type { AuthorizationServerConfig } from '../config.ts';
import type { Started } from '../serve.ts';

/** The authorization server behind a gateway. It does what is due for consents and repeated requests, too. */
export function startAuthorizationServer(config: AuthorizationServerConfig, log: Log): Promise<Started> {
  return serveInner(config, log, async (state, profile) => ({
    part: await createAuthorizationServer({ ...state, profile }),
    upkeep: state.upkeep,
  }));
}
