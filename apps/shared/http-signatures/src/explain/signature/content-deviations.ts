import { hash } from 'node:crypto';
import type { Deviation } from '../deviations/deviation.ts';
import type { SignatureAttempt } from './attempt.ts';

type Content = Deviation<SignatureAttempt>;

/** What is signed instead of the signing string. */
export function createContentDeviations(body: Uint8Array): Content[] {
  return [
    content('hash-is-signed', 'not the signing string is signed but its SHA-256 hash (it is hashed twice)', (bytes) =>
      hash('sha256', bytes, 'buffer'),
    ),
    content(
      'hash-is-signed-sha-512',
      'not the signing string is signed but its SHA-512 hash (it is hashed twice)',
      (bytes) => hash('sha512', bytes, 'buffer'),
    ),
    content('hex-of-hash-is-signed', 'not the signing string is signed but its SHA-256 hash in hex', (bytes) =>
      Buffer.from(hash('sha256', bytes, 'hex')),
    ),
    content('base64-of-hash-is-signed', 'not the signing string is signed but its SHA-256 hash in base64', (bytes) =>
      Buffer.from(hash('sha256', bytes, 'base64')),
    ),
    content('base64-is-signed', 'not the signing string is signed but its base64', (bytes) =>
      Buffer.from(bytes.toString('base64')),
    ),
    content('base64url-is-signed', 'not the signing string is signed but its base64url', (bytes) =>
      Buffer.from(bytes.toString('base64url')),
    ),
    content('body-is-signed', 'not the signing string is signed but the body', () => Buffer.from(body)),
    content('hash-of-body-is-signed', 'not the signing string is signed but the SHA-256 hash of the body', () =>
      hash('sha256', body, 'buffer'),
    ),
    {
      code: 'digest-alone-is-signed',
      dimension: 'content',
      words: 'not the signing string is signed but the value of the header Digest alone',
      apply: (attempt) => ({ ...attempt, names: ['digest'], spell: () => '', colon: '', end: '' }),
    },
    {
      code: 'jws-header-left-out',
      dimension: 'content',
      words: 'the signing string is signed without the header of the JWS before it',
      apply: (attempt) => (attempt.frame(NOTHING).length > 0 ? { ...attempt, frame: (bytes) => bytes } : undefined),
    },
  ];
}

const NOTHING = Buffer.alloc(0);

/** What is between the text and the key; for a JWS, what is to come behind its header. */
function content(code: string, words: string, change: (bytes: Buffer) => Buffer): Content {
  return {
    code,
    dimension: 'content',
    words,
    apply: (attempt) => ({ ...attempt, frame: (bytes) => attempt.frame(change(bytes)) }),
  };
}
