import { createLru } from '../lru.ts';
import { type CertificateReader, createCertificateReader, readChain } from './certificate-cache.ts';
import { type Forwarded, type ForwardedForm, parseClientCert } from './client-cert.ts';
import type { Connection, ConnectionCall, ConnectionReader } from './connection.ts';
import { readHeaderLines } from './header-lines.ts';
import { findSocket } from './node-host.ts';
import { createPeerCheck, type TrustedPeers } from './trusted-peers.ts';
import { parseXfcc } from './xfcc.ts';

export interface BehindProxyOptions {
  /** Who may say which certificate a client has shown. */
  readonly trusted: TrustedPeers;
  /** `client-cert`: RFC 9440. `xfcc`: Envoy's X-Forwarded-Client-Cert. The other form counts for nothing. */
  readonly form: ForwardedForm;
}

const NOT_TRUSTED: Connection = { kind: 'none', evidence: { source: 'proxy', problem: 'the peer is not trusted' } };
const NONE: Connection = { kind: 'none', evidence: { source: 'proxy' } };
const ENTRIES = 2_000;

/**
 * The certificate that a trusted proxy says a client has shown. The proxy has to remove these headers from what clients
 * send; where they come twice, it has not, and nothing in them counts. Of anybody else than a trusted proxy nothing counts
 * at all, nor does the certificate on its connection.
 */
export function behindProxy({ trusted, form }: BehindProxyOptions): ConnectionReader {
  const isTrusted = createPeerCheck(trusted);
  const readOne = createCertificateReader();
  const readText = form === 'client-cert' ? readClientCert : readXfcc;
  // by the text of the headers, since a proxy has many clients on one connection
  const known = createLru<Connection>(ENTRIES);
  return {
    read(call) {
      if (!isTrusted(call.env)) return NOT_TRUSTED;
      const text = readText(call);
      if (text === undefined) return NONE;
      if ('problem' in text) return unreadable(text.problem);
      const found = known.get(text.key);
      if (found !== undefined) return found;
      const connection = toConnection(text.parse(), readOne);
      known.set(text.key, connection);
      return connection;
    },
    addressOf(call) {
      const own = findSocket(call.env)?.remoteAddress;
      return isTrusted(call.env) ? readForwardedFor(call) : own;
    },
  };
}

interface HeaderText {
  readonly key: string;
  parse(): Forwarded;
}

type FoundText = HeaderText | { readonly problem: string } | undefined;

function readClientCert(call: ConnectionCall): FoundText {
  const [leaf, ...leaves] = readHeaderLines(call, 'client-cert');
  const [chain, ...chains] = readHeaderLines(call, 'client-cert-chain');
  if (leaves.length > 0 || chains.length > 0) return { problem: 'Client-Cert or Client-Cert-Chain comes twice' };
  if (leaf === undefined) return chain === undefined ? undefined : { problem: 'Client-Cert-Chain without Client-Cert' };
  return { key: `${leaf}\n${chain ?? ''}`, parse: () => parseClientCert(leaf, chain) };
}

function readXfcc(call: ConnectionCall): FoundText {
  const [text, ...more] = readHeaderLines(call, 'x-forwarded-client-cert');
  if (more.length > 0) return { problem: 'X-Forwarded-Client-Cert comes twice' };
  return text === undefined ? undefined : { key: text, parse: () => parseXfcc(text) };
}

function toConnection(forwarded: Forwarded, readOne: CertificateReader): Connection {
  if ('problem' in forwarded) return unreadable(forwarded.problem);
  const leaf = readOne(forwarded.leaf);
  return leaf.kind === 'certificate' ? { ...leaf, chain: readChain(readOne, forwarded.chain) } : leaf;
}

function unreadable(problem: string): Connection {
  return { kind: 'unreadable', reason: 'malformed', evidence: { source: 'proxy', problem } };
}

/** The last entry is the one that our proxy has added; those before are whatever the client wrote. */
function readForwardedFor({ headers }: ConnectionCall): string | undefined {
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  return last === '' ? undefined : last;
}
