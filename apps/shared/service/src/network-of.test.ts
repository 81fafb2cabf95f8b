import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkOf } from './network-of.ts';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['::', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ['unknown', 'unknown'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('addresses of one /64 are one, however they are written, and others are not', () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  fc.assert(
    fc.property(
      fc.array(group, { minLength: 8, maxLength: 8 }),
      fc.array(group, { minLength: 4, maxLength: 4 }),
      (a, b) => {
        const text = (groups: readonly number[]) => groups.map((each) => each.toString(16)).join(':');
        const short = new URL(`http://[${text(a)}]`).hostname.slice(1, -1);
        const neighbour = [...a.slice(0, 4), ...b];
        expect(networkOf(short)).toBe(networkOf(text(neighbour)));
        expect(networkOf(text([(a[0] ?? 0) ^ 1, ...a.slice(1)]))).not.toBe(networkOf(short));
      },
    ),
  );
});
