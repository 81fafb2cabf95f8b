import {
  type Listener,
  type Log,
  listen,
  type Running,
  systemClock,
  systemRandom,
  type TlsIdentity,
} from '@openxs2a/service';
import { completeUnfinished } from './acts/complete-issuance.ts';
import { InitialisationError } from './acts/initialisation-error.ts';
import { openQtsp } from './acts/open-qtsp.ts';
import type { Qtsp } from './acts/qtsp.ts';
import { createTlsIdentity } from './acts/tls-identity.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { toIssuingPolicy } from './domain/addresses.ts';
import { openState } from './open-state.ts';
import { createSandboxParties } from './sandbox/create-sandbox-parties.ts';
import { writeSandbox } from './sandbox/write-sandbox.ts';
import { keepUp } from './upkeep.ts';

export interface StartedAuthority extends Running {
  readonly qtsp: Qtsp;
  /** As they were taken; with port 0 they say which. */
  readonly publicListener: Listener;
  readonly secureListener: Listener;
}

const UPKEEP_INTERVAL = 60_000;
/** A server's own certificate and a responder's: short, since they renew themselves. */
const HOUSE_HOURS = { server: 30 * 24, responder: 7 * 24 };

/** Opens state and keys, completes what a stop left behind, and listens. */
export async function startAuthority(config: Config, log: Log): Promise<StartedAuthority> {
  const clock = systemClock;
  const random = systemRandom;
  const { close, ...state } = await openState(config, config.nodeName);
  const { qtsp, answerOcsp } = await openQtsp({
    ...state,
    clock,
    random,
    policy: toIssuingPolicy(config),
    lifetimes: {
      qwac: config.qwacHours,
      qsealc: config.qsealcHours,
      credential: config.credentialHours,
      ...HOUSE_HOURS,
    },
    crlHours: config.crlHours,
    onError: (error) => log.error('failed', error),
  });
  const completed = await completeUnfinished(qtsp);
  if (completed > 0) log.warn('issuances completed that a stop had left', { completed });
  if (config.sandboxFolder !== undefined) await writeSandbox(config.sandboxFolder, await createSandboxParties(qtsp));
  const { sessionSecret = random.token() } = config;
  const app = createApp({ qtsp, answerOcsp, log, sessionSecret });
  const tls = await createTls(qtsp, config);
  const publicListener = await listen({
    fetch: app.public.fetch,
    address: { host: config.publicHost, port: config.publicPort },
  });
  const secureListener = await listen({
    fetch: app.secure.fetch,
    address: { host: config.secureHost, port: config.securePort },
    tls: { ...tls.identity, clientCertificates: 'request' },
  });
  const renewTls = () => tls.renew((identity) => secureListener.setTls(identity));
  const timer = setInterval(() => void keepUp(qtsp, renewTls), UPKEEP_INTERVAL);
  log.info('listening', { public: publicListener.url, secure: secureListener.url });
  return {
    qtsp,
    publicListener,
    secureListener,
    async close(gracePeriod) {
      clearInterval(timer);
      await Promise.all([publicListener.close(gracePeriod), secureListener.close(gracePeriod)]);
      await close();
    },
  };
}

/** The certificate of the configuration, or one of our own that is renewed in time. */
async function createTls(qtsp: Qtsp, { tlsCertificate: cert, tlsKey: key, secureUrl }: Config) {
  if ((cert === undefined) !== (key === undefined))
    throw new InitialisationError('ERR_TLS_HALF_GIVEN', 'TLS_CERTIFICATE and TLS_KEY go together: give both or none.');
  if (cert !== undefined && key !== undefined) return { identity: { cert, key }, renew: async () => {} };
  const host = new URL(secureUrl).hostname;
  let own = await createTlsIdentity(qtsp, host);
  return {
    identity: own,
    async renew(use: (identity: TlsIdentity) => void): Promise<void> {
      if (qtsp.clock() < own.renewAt) return;
      own = await createTlsIdentity(qtsp, host);
      use(own);
    },
  };
}
