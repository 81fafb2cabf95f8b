import { expect, test } from 'vitest';
import { createPeerCheck } from './trusted-peers.ts';

const from = (remoteAddress: string) => ({ incoming: { rawHeaders: [], socket: { remoteAddress } } });

test.each([
  ['10.0.0.7', '10.0.0.7', true],
  ['10.0.0.7', '10.0.0.8', false],
  ['10.1.0.0/16', '10.1.255.255', true],
  ['10.1.0.0/16', '10.2.0.1', false],
  ['10.1.0.0/16', '::ffff:10.1.2.3', true],
  ['fd00::/8', 'fd12::1', true],
  ['fd00::/8', 'fe80::1', false],
  ['fd00::/8', '10.1.2.3', false],
])('of %s the peer %s is trusted: %s', (network, peer, trusted) => {
  const isTrusted = createPeerCheck({ addresses: [network] });
  const env = from(peer);
  expect([isTrusted(env), isTrusted(env)]).toEqual([trusted, trusted]);
});

test.each([
  ['no connection at all', undefined],
  ['a connection that is gone', { incoming: { rawHeaders: [], socket: {} } }],
  ['a host that is not Node', {}],
])('%s is not trusted', (_, env) => {
  expect(createPeerCheck({ addresses: ['0.0.0.0/0'] })(env)).toBe(false);
});

test('a certificate is asked for beside the address, and nobody without one is trusted', () => {
  const isTrusted = createPeerCheck({ addresses: ['10.0.0.7'], fingerprints: ['a'.repeat(64)] });
  expect(isTrusted(from('10.0.0.7'))).toBe(false);
});

test.each([
  [{}],
  [{ addresses: [] }],
  [{ addresses: ['proxy.example'] }],
  [{ addresses: ['10.0.0.0/33'] }],
  [{ addresses: ['10.0.0.0/8/8'] }],
  [{ addresses: ['10.0.0.0/'] }],
  [{ fingerprints: ['AB:CD'] }],
])('%o names no proxy', (trusted) => {
  expect(() => createPeerCheck(trusted)).toThrow(TypeError);
});
