import { createResourceServer } from '@openxs2a/resource-server';
import { type Log, systemClock, systemRandom } from '@openxs2a/service';
import { serveInner } from '../apart/serve-inner.ts';
import type { ResourceServerConfig } from '../config.ts';
import { openSharedKey } from '../open/shared-key.ts';
import type { Started } from '../serve.ts';

/** The resource server behind a gateway. */
export function startResourceServer(config: ResourceServerConfig, log: Log): Promise<Started<ResourceServerConfig>> {
  const [clock, random] = [systemClock, systemRandom];
  return serveInner(config, log, {
    async open({ state, profile }) {
      const linkKey = await openSharedKey('LINK_KEY', config.linkKey, { ...config, ...state, random });
      return { part: await createResourceServer({ ...state, profile, clock, random, linkKey }), renewables: [] };
    },
  });
}
