import { checkTls, type Listener, type TlsOptions } from '@openxs2a/service';
import type { Config } from '../config.ts';
import { listAnchors } from './certificate-evidence.ts';
import type { Renewable } from './renewable.ts';

/** TLS of a listener by the configuration, and the keys that it depends on; the first is that of the certificate. */
export interface ConfiguredTls<Config> {
  readonly keys: readonly [keyof Config & string, ...(keyof Config & string)[]];
  of(config: Config): TlsOptions;
}

type OwnTls = Pick<Config, 'tlsCertificate' | 'tlsKey'>;

const toIdentity = ({ tlsCertificate: cert, tlsKey: key }: OwnTls) => ({ cert, key });

/** Of an interface that TPPs call: certificates are asked for, and looked at behind it. */
export const OUTER_TLS: ConfiguredTls<OwnTls> = {
  keys: ['tlsCertificate', 'tlsKey'],
  of: (config) => ({ ...toIdentity(config), clientCertificates: 'request' }),
};

/** Of an app behind a gateway: who shows no certificate of it is let in nowhere. */
export const INNER_TLS: ConfiguredTls<OwnTls & { readonly internalAnchors: string }> = {
  keys: ['tlsCertificate', 'tlsKey', 'internalAnchors'],
  of: (config) => ({ ...toIdentity(config), clientCertificates: 'require', ca: config.internalAnchors }),
};

/** Connections that are open go on as they are. */
export function renewTls<Config>(listener: Listener, { keys, of }: ConfiguredTls<Config>): Renewable<Config> {
  return {
    keys,
    certificate: keys[0],
    prepare(config) {
      const tls = of(config);
      checkTls(tls);
      return {
        evidence: tls.ca === undefined ? {} : { anchors: listAnchors(tls.ca) },
        take: () => listener.setTls(tls),
      };
    },
  };
}
