import type { X509Certificate } from 'node:crypto';

/** What a client proved to hold in the TLS handshake: the key of `der`. Nothing else of it is checked. */
export interface PeerCertificate {
  readonly der: Uint8Array;
  /**
   * What it sent along, in its order, the own certificate left out. Empty on listeners that `require` certificates: there
   * the path has been checked, and Node does not keep it.
   */
  readonly chain: readonly Uint8Array[];
}

interface TlsSocket {
  getPeerX509Certificate?(): X509Certificate | undefined;
}

const CHAIN_LIMIT = 10;
const seen = new WeakMap<object, PeerCertificate | null>();

/**
 * The certificate of whoever sent a request, from what `@hono/node-server` gives along (`c.env`, `request.env`).
 * Undefined without TLS, and for a client that sent none. Read once for each connection: Node tells the chain only once.
 */
export function peerCertificate(env: unknown): PeerCertificate | undefined {
  const socket = findSocket(env);
  if (socket === undefined) return undefined;
  let peer = seen.get(socket);
  if (peer === undefined) {
    peer = readPeer(socket) ?? null;
    seen.set(socket, peer);
  }
  return peer ?? undefined;
}

function findSocket(env: unknown): TlsSocket | undefined {
  // What an app gets as its environment depends on its host; only the one asked for is trusted to be there.
  return (env as { incoming?: { socket?: TlsSocket | null } } | undefined)?.incoming?.socket ?? undefined;
}

function readPeer(socket: TlsSocket): PeerCertificate | undefined {
  const certificate = socket.getPeerX509Certificate?.();
  if (certificate === undefined) return undefined;
  const chain: Uint8Array[] = [];
  for (let next = certificate.issuerCertificate; next !== undefined && chain.length < CHAIN_LIMIT; ) {
    chain.push(new Uint8Array(next.raw));
    next = next.issuerCertificate;
  }
  return { der: new Uint8Array(certificate.raw), chain };
}
