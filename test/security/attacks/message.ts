import { createHash } from 'node:crypto';
import type { HttpMessage } from '@openxs2a/http-signatures';
import { addHeader, editSignature, type Forgery, forge, getHeader, seal, setHeaders } from '../forge.ts';
import { type Attack, BODY } from '../scene.ts';

/** A sealed message, changed on its way. */
const changed =
  (change: (message: HttpMessage) => HttpMessage): Attack['make'] =>
  async ({ seal: own }) => ({ message: change(await seal(own)) });

/** A good key that keeps to no rule. */
const forged =
  (forgery: Forgery): Attack['make'] =>
  ({ seal: own }) => ({ message: forge(own, forgery) });

const edited = (edit: (parameters: string) => string) => changed((message) => editSignature(message, edit));
const set = (name: string, value: string | undefined) => changed((message) => setHeaders(message, [[name, value]]));
const SIGNED = ['digest', 'x-request-id', 'psu-id', 'tpp-redirect-uri'];
const digestOf = (algorithm: string) => createHash(algorithm).update(BODY).digest('base64');

export const MESSAGE_ATTACKS: readonly Attack[] = (
  [
    // ---------------------------------------------------------------- what was signed is not what came
    [
      'a body with one bit changed',
      'digest-mismatch',
      changed((message) => ({ ...message, body: flip(message.body, 9) })),
    ],
    [
      'a body with a blank at its end',
      'digest-mismatch',
      changed((message) => ({ ...message, body: Buffer.concat([message.body, Buffer.from(' ')]) })),
    ],
    ['a body taken away', 'digest-mismatch', changed((message) => ({ ...message, body: new Uint8Array() }))],
    [
      'another body with a digest that fits it',
      'signature-mismatch',
      changed((message) => {
        const body = Buffer.from('{"access":{"allPsd2":"allAccounts"},"recurringIndicator":true}');
        const digest = `SHA-256=${createHash('sha256').update(body).digest('base64')}`;
        return setHeaders({ ...message, body }, [['Digest', digest]]);
      }),
    ],
    ['another X-Request-ID', 'signature-mismatch', set('X-Request-ID', '00000000-0000-4000-8000-000000000000')],
    ['another PSU', 'signature-mismatch', set('PSU-ID', 'psu-2')],
    ['another way back', 'signature-mismatch', set('TPP-Redirect-URI', 'https://attacker.example/')],
    ['the PSU taken away', 'signed-header-absent', set('PSU-ID', undefined)],
    ['the X-Request-ID taken away', 'signed-header-absent', set('X-Request-ID', undefined)],
    [
      'a PSU-Corporate-ID added',
      'signed-header-missing',
      changed((message) => addHeader(message, 'PSU-Corporate-ID', 'corp')),
    ],
    [
      'the PSU twice, the second another one',
      'signature-mismatch',
      changed((message) => addHeader(message, 'psu-id', 'psu-2')),
    ],
    ['the X-Request-ID twice', 'signature-mismatch', changed((message) => addHeader(message, 'x-request-id', 'a'))],
    [
      'two digests in two headers',
      'header-duplicated',
      changed((message) => addHeader(message, 'digest', `SHA-512=${digestOf('sha512')}`)),
    ],
    ['a line feed in a header that is signed', 'header-malformed', set('PSU-ID', 'psu-1\nx-request-id: 1')],
    // ---------------------------------------------------------------- what is signed is not enough
    [
      'no digest among what is signed',
      'signed-header-missing',
      forged({ names: ['x-request-id', 'psu-id', 'tpp-redirect-uri'] }),
    ],
    [
      'no X-Request-ID among what is signed',
      'signed-header-missing',
      forged({ names: ['digest', 'psu-id', 'tpp-redirect-uri'] }),
    ],
    [
      'the PSU sent and not signed',
      'signed-header-missing',
      forged({ names: ['digest', 'x-request-id', 'tpp-redirect-uri'] }),
    ],
    [
      'the way back sent and not signed',
      'signed-header-missing',
      forged({ names: ['digest', 'x-request-id', 'psu-id'] }),
    ],
    ['nothing signed at all', 'signed-headers-malformed', forged({ names: [] })],
    [
      'a header signed that the standard does not have signed',
      'signed-header-not-allowed',
      forged({ names: [...SIGNED, 'content-type'] }),
    ],
    ['a header signed twice', 'signed-header-duplicated', forged({ names: [...SIGNED, 'digest'] })],
    ['a header signed that is not there', 'signed-header-absent', forged({ names: [...SIGNED, 'psu-corporate-id'] })],
    ['names in capitals', 'signed-headers-malformed', forged({ names: SIGNED.map((name) => name.toUpperCase()) })],
    [
      'two blanks between names',
      'signed-headers-malformed',
      edited((text) => text.replace('digest x-request-id', 'digest  x-request-id')),
    ],
    // ---------------------------------------------------------------- digests
    ['no digest', 'digest-missing', set('Digest', undefined)],
    ['a digest by MD5', 'digest-algorithm-refused', forged({ digest: `MD5=${digestOf('md5')}` })],
    ['a digest by SHA-1', 'digest-algorithm-refused', forged({ digest: `SHA=${digestOf('sha1')}` })],
    ['SHA-256 under the name of SHA-512', 'digest-malformed', forged({ digest: `SHA-512=${digestOf('sha256')}` })],
    [
      'a digest in hex',
      'digest-malformed',
      forged({ digest: `SHA-256=${createHash('sha256').update(BODY).digest('hex')}` }),
    ],
    [
      'a good digest and a bad one',
      'digest-mismatch',
      forged({ digest: `SHA-256=${digestOf('sha256')},SHA-512=${createHash('sha512').digest('base64')}` }),
    ],
    ['a digest without its name', 'digest-algorithm-refused', forged({ digest: digestOf('sha256') })],
    // ---------------------------------------------------------------- the signature
    ['no signature', 'signature-missing', set('Signature', undefined)],
    ['an empty signature header', 'signature-missing', set('Signature', '')],
    ['a signature header that has no parameters', 'signature-malformed', set('Signature', 'trust me')],
    [
      'two signature headers',
      'header-duplicated',
      changed((message) => addHeader(message, 'signature', getHeader(message, 'Signature'))),
    ],
    ['a parameter twice', 'parameter-duplicated', edited((text) => `${text},algorithm="rsa-sha256"`)],
    ['a list of headers twice', 'parameter-duplicated', edited((text) => `headers="digest",${text}`)],
    ['no keyId', 'parameter-missing', edited((text) => text.replace(/keyId="[^"]*",/, ''))],
    ['no list of headers', 'parameter-missing', edited((text) => text.replace(/headers="[^"]*",/, ''))],
    ['no algorithm', 'parameter-missing', edited((text) => text.replace(/algorithm="[^"]*",/, ''))],
    ['a parameter that nobody knows', 'parameter-unknown', edited((text) => `${text},opaque="1"`)],
    ['a time of its own making', 'parameter-unknown', edited((text) => `${text},created=1`)],
    [
      'a signature that is no base64',
      'signature-malformed',
      edited((text) => text.replace(/signature="[^"]*"/, 'signature="***"')),
    ],
    [
      'a signature of no length',
      'signature-malformed',
      edited((text) => text.replace(/signature="[^"]*"/, 'signature=""')),
    ],
    [
      'a signature cut short',
      'signature-mismatch',
      edited((text) => text.replace(/(signature="[^"]{40})[^"]*"/, '$1"')),
    ],
    [
      'a signature of zeros',
      'signature-mismatch',
      edited((text) =>
        text.replace(/signature="[^"]*"/, `signature="${Buffer.from('3006020100020100', 'hex').toString('base64')}"`),
      ),
    ],
    ['a signature header of a megabyte', 'header-too-large', edited((text) => `${text},x="${'y'.repeat(1_000_000)}"`)],
    ['a hundred thousand parameters', 'header-too-large', edited((text) => `${text}${',a="b"'.repeat(100_000)}`)],
    // ---------------------------------------------------------------- whose key, which algorithm
    [
      'the serial number of another certificate',
      'key-id-mismatch',
      edited((text) => text.replace(/SN=[0-9a-f]+/, 'SN=1234')),
    ],
    [
      'the name of another issuer',
      'key-id-mismatch',
      edited((text) => text.replace(/,CA=[^"]*"/, ',CA=CN=Other CA,C=DE"')),
    ],
    ['a keyId of no form', 'key-id-malformed', edited((text) => text.replace(/keyId="[^"]*"/, 'keyId="me"'))],
    ['an issuer that is no name', 'key-id-malformed', edited((text) => text.replace(/,CA=[^"]*"/, ',CA=anybody"'))],
    ['the algorithm of another key', 'algorithm-does-not-fit-key', forged({ algorithm: 'rsa-sha256' })],
    ['a signature over SHA-1, and said so', 'algorithm-refused', forged({ algorithm: 'ecdsa-sha1', hash: 'sha1' })],
    ['a signature over SHA-1 under the name of SHA-256', 'signature-mismatch', forged({ hash: 'sha1' })],
    ['a MAC keyed with what everybody knows', 'algorithm-refused', forged({ algorithm: 'hmac-sha256' })],
    ['an algorithm of nothing', 'algorithm-refused', forged({ algorithm: 'none' })],
    ['an algorithm that leaves the choice to the attacker', 'algorithm-refused', forged({ algorithm: 'hs2019' })],
  ] as const
).map(([name, reason, make]) => ({ name, at: 'seal', reason, make }));

function flip(body: Uint8Array, at: number): Uint8Array {
  return body.map((byte, index) => (index === at ? byte ^ 1 : byte));
}
