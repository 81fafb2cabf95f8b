import { hash } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import { peerCertificate } from '@openxs2a/service';
import { findSocket, type HostSocket } from './node-host.ts';

/** Whose word counts: all that is named here has to hold of a proxy. */
export interface TrustedPeers {
  /** Addresses and networks (`10.0.0.7`, `10.1.0.0/16`, `fd00::/8`) from which it comes. */
  readonly addresses?: readonly string[];
  /** SHA-256 of the certificates that it shows on its own TLS connection to us, lower-case hex: the strongest proof. */
  readonly fingerprints?: readonly string[];
}

/** Says of a connection whether it is a trusted proxy's. TypeError where nothing is asked of one, or an address is none. */
export function createPeerCheck({ addresses, fingerprints }: TrustedPeers): (env: unknown) => boolean {
  if ((addresses ?? []).length === 0 && (fingerprints ?? []).length === 0)
    throw new TypeError('a trusted proxy is named by its address or its certificate');
  const isFrom = addresses === undefined ? () => true : createAddressCheck(addresses);
  const shows = fingerprints === undefined ? () => true : createFingerprintCheck(fingerprints);
  const known = new WeakMap<HostSocket, boolean>();
  return (env) => {
    const socket = findSocket(env);
    if (socket === undefined) return false;
    const before = known.get(socket);
    if (before !== undefined) return before;
    const trusted = isFrom(socket) && shows(env);
    known.set(socket, trusted);
    return trusted;
  };
}

function createAddressCheck(addresses: readonly string[]): (socket: HostSocket) => boolean {
  const list = new BlockList();
  for (const text of addresses) addAddress(list, text);
  return ({ remoteAddress = '' }) => {
    const family = isIP(remoteAddress);
    return family !== 0 && list.check(remoteAddress, family === 6 ? 'ipv6' : 'ipv4');
  };
}

function addAddress(list: BlockList, text: string): void {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  const bits = prefix === undefined ? undefined : Number(prefix);
  const isFit = bits === undefined || (/^\d{1,3}$/.test(prefix ?? '') && bits <= (family === 6 ? 128 : 32));
  if (family === 0 || !isFit || rest.length > 0) throw new TypeError(`"${text}" is no address and no network`);
  if (bits === undefined) list.addAddress(address, family === 6 ? 'ipv6' : 'ipv4');
  else list.addSubnet(address, bits, family === 6 ? 'ipv6' : 'ipv4');
}

function createFingerprintCheck(fingerprints: readonly string[]): (env: unknown) => boolean {
  const trusted = new Set(fingerprints);
  const wrong = fingerprints.find((text) => !/^[0-9a-f]{64}$/.test(text));
  if (wrong !== undefined) throw new TypeError(`"${wrong}" is no SHA-256 in lower-case hex`);
  return (env) => {
    const peer = peerCertificate(env);
    return peer !== undefined && trusted.has(hash('sha256', peer.der, 'hex'));
  };
}
