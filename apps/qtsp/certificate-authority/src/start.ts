import { type Listener, type Log, type Running, systemClock, systemRandom } from '@openxs2a/service';
import { completeUnfinished } from './acts/complete-issuance.ts';
import { openQtsp } from './acts/open-qtsp.ts';
import type { Qtsp } from './acts/qtsp.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { toIssuingPolicy } from './domain/addresses.ts';
import { listenOnBoth } from './listen-on-both.ts';
import { openState, type State } from './open-state.ts';
import { createSandboxParties } from './sandbox/create-sandbox-parties.ts';
import { writeSandbox } from './sandbox/write-sandbox.ts';
import { keepUp } from './upkeep.ts';

export interface StartedAuthority extends Running {
  readonly qtsp: Qtsp;
  readonly publicListener: Listener;
  readonly secureListener: Listener;
}

const UPKEEP_INTERVAL = 60_000;
/** The server's own certificate and that of the responder: short, since they renew themselves. */
const HOUSE_HOURS = { server: 30 * 24, responder: 7 * 24 };

/** Opens state and keys, completes what a stop left behind, and listens. What fails leaves nothing open. */
export async function startAuthority(config: Config, log: Log): Promise<StartedAuthority> {
  const state = await openState(config, config.nodeName);
  try {
    return await start(config, log, state);
  } catch (error) {
    await state.close();
    throw error;
  }
}

async function start(config: Config, log: Log, state: State): Promise<StartedAuthority> {
  const { sessionSecret = systemRandom.token(), sandboxFolder } = config;
  const { qtsp, answerOcsp } = await openQtsp({ ...state, ...toSettings(config, log) });
  const completed = await completeUnfinished(qtsp);
  if (completed > 0) log.warn('issuances completed that a stop had left', { completed });
  const app = createApp({ qtsp, answerOcsp, log, sessionSecret });
  const { publicListener, secureListener, renewTls } = await listenOnBoth(qtsp, app, config);
  if (sandboxFolder !== undefined) await writeSandbox(sandboxFolder, await createSandboxParties(qtsp));
  const timer = setInterval(() => void keepUp(qtsp, renewTls), UPKEEP_INTERVAL);
  log.info('listening', { public: publicListener.url, secure: secureListener.url });
  return {
    qtsp,
    publicListener,
    secureListener,
    async close(gracePeriod) {
      clearInterval(timer);
      await Promise.all([publicListener.close(gracePeriod), secureListener.close(gracePeriod)]);
      await state.close();
    },
  };
}

function toSettings(config: Config, log: Log) {
  const { qwacHours: qwac, qsealcHours: qsealc, credentialHours: credential, crlHours } = config;
  return {
    clock: systemClock,
    random: systemRandom,
    policy: toIssuingPolicy(config),
    lifetimes: { qwac, qsealc, credential, ...HOUSE_HOURS },
    crlHours,
    onError: (error: unknown) => log.error('failed', error),
  };
}
