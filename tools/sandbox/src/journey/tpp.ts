import { randomUUID } from 'node:crypto';
import { createClientSigner } from '@openxs2a/http-signatures';
import { createXs2aClient } from '@openxs2a/xs2a/client';
import { validators } from '@openxs2a/xs2a/validators';
import { type Connection, connect } from '../certificates/connect.ts';
import { type Credential, toTlsIdentity } from '../certificates/credentials.ts';
import { toSigner } from '../certificates/to-signer.ts';
import type { Recorder } from './recorder.ts';

/** Where TPPs reach the bank. */
export interface BankAddress {
  readonly baseUrl: string;
  /** The anchor that its certificate leads to, PEM. */
  readonly ca: string;
}

export interface TppOptions {
  /** Shown on the connection; without it, none is. */
  readonly qwac?: Credential;
  /** Messages are signed with it; without it, they are not. */
  readonly qsealc?: Credential;
  /** What the client checks against the specification, by default all: without `request` it sends what does not fit. */
  readonly validation?: 'request' | 'response';
  /** False where nobody sits before the TPP's screen: then a read counts. */
  readonly isPsuThere?: boolean;
  /** Changes bodies after they were signed, as somebody on the way would. */
  readonly tamper?: (body: string) => string;
}

/** The generated client of a TPP. */
export type Tpp = ReturnType<typeof createTpp>;

/** All TPPs of a journey, and the connections that they keep until its end. */
export interface Tpps {
  open(options: TppOptions): Tpp;
  /** The connection of one that was opened here, for what is no operation of the interface. */
  fetchOf(tpp: Tpp): Connection['fetch'];
  /** Access tokens by the consents that they are for: they go along with every call that is about these. */
  readonly tokens: Map<string, string>;
  close(): Promise<void>;
}

export function createTpps(bank: BankAddress, recorder: Recorder): Tpps {
  const connections: Connection[] = [];
  const fetches = new WeakMap<Tpp, Connection['fetch']>();
  const tokens = new Map<string, string>();
  return {
    tokens,
    fetchOf(tpp) {
      const found = fetches.get(tpp);
      if (found === undefined) throw new TypeError('This TPP was opened elsewhere.');
      return found;
    },
    open(options) {
      const { qwac, tamper = (body) => body } = options;
      const connection = connect({ ca: bank.ca, ...(qwac && { identity: toTlsIdentity(qwac) }) });
      connections.push(connection);
      const fetch = recorder.watch(withToken(tokens, tamperWith(connection.fetch, tamper)));
      const tpp = createTpp(bank.baseUrl, options, fetch);
      fetches.set(tpp, connection.fetch);
      return tpp;
    },
    close: async () => void (await Promise.all(connections.map((connection) => connection.close()))),
  };
}

function createTpp(baseUrl: string, { qsealc, validation, isPsuThere = true }: TppOptions, fetch: Connection['fetch']) {
  return createXs2aClient({
    baseUrl,
    fetch,
    headers: { 'X-Request-ID': () => randomUUID(), 'PSU-IP-Address': isPsuThere ? PSU_ADDRESS : undefined },
    ...(qsealc && { sign: createClientSigner(toSigner(qsealc)) }),
    validate: validators,
    validation: validation ?? 'both',
  });
}

/** Of a documentation network (RFC 5737): nobody's. */
export const PSU_ADDRESS = '192.0.2.17';

function withToken(tokens: ReadonlyMap<string, string>, fetch: Connection['fetch']): Connection['fetch'] {
  return (request, init) => {
    const header = init.headers.find(([name]) => name.toLowerCase() === 'consent-id')?.[1];
    const [, inPath = ''] = /\/v1\/consents\/([^/?]+)/.exec(request.url) ?? [];
    const token = tokens.get(header ?? inPath);
    if (token === undefined) return fetch(request, init);
    return fetch(request, { ...init, headers: [...init.headers, ['Authorization', `Bearer ${token}`]] });
  };
}

function tamperWith(fetch: Connection['fetch'], tamper: (body: string) => string): Connection['fetch'] {
  return (request, init) => {
    if (init.body === null) return fetch(request, init);
    const body = new TextEncoder().encode(tamper(new TextDecoder().decode(init.body)));
    return fetch(request, { ...init, body });
  };
}
