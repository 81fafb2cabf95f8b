import type { Attack, Call } from '../scene.ts';

/** A certificate in bytes that no honest issuer writes. */
const shown =
  (make: (der: Uint8Array) => Uint8Array | string): Attack['make'] =>
  ({ site }): Partial<Call> => ({ connection: make(site.certificate.der) });

const MALFORMED = 'ERR_CERTIFICATE_MALFORMED';
const TOO_LARGE = 'ERR_CERTIFICATE_TOO_LARGE';

const bytes = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Uint8Array.from(part)));

/** The content of the outermost value, whose length takes two octets in every certificate of ours. */
const contentOf = (der: Uint8Array): Uint8Array => der.subarray(4);

/** So many lists in one another, each of a length that fits. */
function nest(depth: number, ends: 'whole' | 'indefinite'): Uint8Array {
  if (ends === 'indefinite') return bytes(Array.from({ length: depth }, () => [0x30, 0x80]).flat());
  let inner = bytes([0x05, 0x00]);
  for (let level = 0; level < depth; level += 1) inner = bytes([0x30, 0x83], toThree(inner.length), inner);
  return inner;
}

const toThree = (length: number): readonly number[] => [length >> 16, (length >> 8) & 0xff, length & 0xff];

/** The first place of these octets, changed to others of the same number. */
function swap(der: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(der).toString('hex');
  if (!text.includes(from) || from.length !== to.length) throw new TypeError(`there is no ${from}`);
  return Buffer.from(text.replace(from, to), 'hex');
}

export const ENCODING_ATTACKS: readonly Attack[] = (
  [
    ['nothing at all', shown(() => new Uint8Array()), MALFORMED],
    ['octets that say nothing', shown(() => new Uint8Array(300).fill(0xff)), MALFORMED],
    ['a certificate that ends early', shown((der) => der.subarray(0, der.length - 1)), MALFORMED],
    ['a certificate with an octet after its end', shown((der) => bytes(der, [0])), MALFORMED],
    ['a length that is not given (BER)', shown((der) => bytes([0x30, 0x80], contentOf(der), [0, 0])), MALFORMED],
    [
      'a length in more octets than it needs, so that one certificate has two fingerprints',
      shown((der) => bytes([0x30, 0x83, 0], der.subarray(2, 4), contentOf(der))),
      MALFORMED,
    ],
    [
      'a length of four gigabytes',
      shown((der) => bytes([0x30, 0x84, 0xff, 0xff, 0xff, 0xff], contentOf(der))),
      MALFORMED,
    ],
    ['a length of 126 octets', shown((der) => bytes([0x30, 0xfe], contentOf(der))), MALFORMED],
    ['ten thousand lists in one another', shown(() => nest(10_000, 'whole')), MALFORMED],
    ['ten thousand lists without an end', shown(() => nest(10_000, 'indefinite')), MALFORMED],
    ['a certificate of one megabyte', shown((der) => bytes(der, new Uint8Array(1_000_000))), TOO_LARGE],
    ['five megabytes of PEM', shown(() => `-----BEGIN CERTIFICATE-----\n${'QUFB\n'.repeat(1_000_000)}`), TOO_LARGE],
    ['ninety thousand markers without an end', shown(() => '-----BEGIN '.repeat(90_000)), 'ERR_CERTIFICATE_NOT_ONE'],
    [
      'a signature algorithm inside that is not the one outside',
      // ecdsa-with-SHA256 stands twice; inside it becomes ecdsa-with-SHA384
      shown((der) => swap(der, '06082a8648ce3d040302', '06082a8648ce3d040303')),
      MALFORMED,
    ],
    [
      'version 1, with extensions that version 1 does not have',
      shown((der) => swap(der, 'a003020102', 'a003020100')),
      MALFORMED,
    ],
    [
      'an object identifier whose arc begins with nothing',
      shown((der) => swap(der, '0603550403', '0603550480')),
      MALFORMED,
    ],
  ] as const
).map(([name, make, reason]) => ({ name, at: 'connection', reason, make }));
