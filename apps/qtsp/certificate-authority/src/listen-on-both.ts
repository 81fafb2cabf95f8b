import { type Listener, listen, type TlsIdentity } from '@openxs2a/service';
import { InitialisationError } from './acts/initialisation-error.ts';
import type { Qtsp } from './acts/qtsp.ts';
import { createTlsIdentity } from './acts/tls-identity.ts';
import type { CertificateAuthorityApp } from './app.ts';
import type { Config } from './config.ts';

export interface Listeners {
  readonly publicListener: Listener;
  readonly secureListener: Listener;
  /** Takes a new certificate where half of the old one is over. */
  renewTls(): Promise<void>;
}

/** Listens for HTTP and HTTPS, or for neither. */
export async function listenOnBoth(qtsp: Qtsp, app: CertificateAuthorityApp, config: Config): Promise<Listeners> {
  const { publicHost, publicPort, secureHost, securePort } = config;
  const tls = await openTls(qtsp, config);
  const publicListener = await listen({ fetch: app.public.fetch, address: { host: publicHost, port: publicPort } });
  try {
    const secureListener = await listen({
      fetch: app.secure.fetch,
      address: { host: secureHost, port: securePort },
      tls: { ...tls.identity, clientCertificates: 'request' },
    });
    return { publicListener, secureListener, renewTls: () => tls.renew((identity) => secureListener.setTls(identity)) };
  } catch (error) {
    await publicListener.close(0);
    throw error;
  }
}

/** The certificate of the configuration, or one of our own that is renewed in time. */
async function openTls(qtsp: Qtsp, { tlsCertificate: cert, tlsKey: key, secureUrl }: Config) {
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
