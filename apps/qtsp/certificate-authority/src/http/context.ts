import type { IncomingRequest } from '@openxs2a/runtime/server';
import { peerCertificate } from '@openxs2a/service';
import { authenticateCertificate, authenticateSecret } from '../acts/authenticate.ts';
import type { Qtsp } from '../acts/qtsp.ts';
import type { Caller, CallerOf } from '../domain/caller.ts';
import { failed, type Outcome } from '../domain/outcome.ts';

/** What guards and handlers share of one request. */
export interface CallContext {
  /** Who calls; looked up when it is first asked for. */
  readonly identify: () => Promise<Identity>;
  /** Once the guards have let pass. */
  caller?: Caller;
}

export type Identity = Outcome<Caller, 'credentials-missing' | 'credentials-refused'>;

export function createContext(qtsp: Qtsp, request: Pick<IncomingRequest, 'headers' | 'env'>): CallContext {
  let identity: Promise<Identity> | undefined;
  return {
    identify: () => {
      identity ??= identify(qtsp, request);
      return identity;
    },
  };
}

/** A secret that is sent counts, whatever certificate the connection has; one that is wrong is not passed over. */
function identify(qtsp: Qtsp, { headers, env }: Pick<IncomingRequest, 'headers' | 'env'>): Promise<Identity> {
  const authorization = headers.get('authorization');
  if (authorization !== null) {
    const [, secret] = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization) ?? [];
    if (secret !== undefined) return authenticateSecret(qtsp, secret);
    return Promise.resolve(failed('credentials-refused', 'The header Authorization has no bearer token.'));
  }
  const peer = peerCertificate(env);
  if (peer !== undefined) return authenticateCertificate(qtsp, peer.der);
  return Promise.resolve(
    failed('credentials-missing', 'Neither a client certificate nor the secret of an enrolment came.'),
  );
}

/** The caller as one of the kinds that the guard `caller` of the operation let pass. */
export function callerAs<Kind extends Caller['kind']>(
  { caller }: CallContext,
  ...kinds: readonly Kind[]
): CallerOf<Kind> {
  // the kinds are compared, which TypeScript cannot tell of a list
  if (caller !== undefined && kinds.some((kind) => kind === caller.kind)) return caller as CallerOf<Kind>;
  throw new TypeError(`the guard let pass "${caller?.kind}", the handler takes ${kinds.join(', ')}`);
}
