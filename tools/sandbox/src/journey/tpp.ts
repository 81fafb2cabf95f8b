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
  close(): Promise<void>;
}

export function createTpps(bank: BankAddress, recorder: Recorder): Tpps {
  const connections: Connection[] = [];
  return {
    open(options) {
      const { qwac, tamper = (body) => body } = options;
      const connection = connect({ ca: bank.ca, ...(qwac && { identity: toTlsIdentity(qwac) }) });
      connections.push(connection);
      return createTpp(bank.baseUrl, options, recorder.watch(tamperWith(connection.fetch, tamper)));
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

function tamperWith(fetch: Connection['fetch'], tamper: (body: string) => string): Connection['fetch'] {
  return (request, init) => {
    if (init.body === null) return fetch(request, init);
    const body = new TextEncoder().encode(tamper(new TextDecoder().decode(init.body)));
    return fetch(request, { ...init, body });
  };
}
