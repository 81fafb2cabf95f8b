import { type PeerCertificate, peerCertificate } from '@openxs2a/service';
import { createCertificateReader, readChain } from './certificate-cache.ts';
import type { Connection, ConnectionReader } from './connection.ts';
import { findSocket } from './node-host.ts';

const NONE: Connection = { kind: 'none', evidence: { source: 'tls' } };

/**
 * The certificate of the TLS connection that ends in this process (a listener with `clientCertificates: 'request'`). Headers
 * count for nothing, whatever they say.
 */
export function inProcess(): ConnectionReader {
  const readOne = createCertificateReader();
  const known = new WeakMap<PeerCertificate, Connection>();
  return {
    read({ env }) {
      const peer = peerCertificate(env);
      if (peer === undefined) return NONE;
      let connection = known.get(peer);
      if (connection === undefined) {
        const leaf = readOne(peer.der);
        connection = leaf.kind === 'certificate' ? { ...leaf, chain: readChain(readOne, peer.chain) } : leaf;
        known.set(peer, connection);
      }
      return connection;
    },
    addressOf: ({ env }) => findSocket(env)?.remoteAddress,
  };
}
