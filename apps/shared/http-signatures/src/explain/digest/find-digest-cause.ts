import { type Hint, toHint } from '../deviations/deviation.ts';
import { findDeviations } from '../deviations/find-deviations.ts';
import { BODY_DEVIATIONS } from './body-deviations.ts';
import { type DigestAttempt, holdsDigest } from './digest-attempt.ts';
import { VALUE_DEVIATIONS } from './value-deviations.ts';

/** In larger bodies only one deviation at a time is looked for. */
const SMALL = 64 * 1024;
const DEVIATIONS = [...BODY_DEVIATIONS, ...VALUE_DEVIATIONS];

/** What would have to be otherwise for the value of a `Digest` header to fit the body; none where nothing known does it. */
export function findDigestCauses(header: string, body: Uint8Array, attempts = 5_000): readonly Hint[] {
  const limits = { depth: body.length > SMALL ? 1 : 2, attempts };
  return header.split(',').flatMap((part) => {
    const found = findDeviations(readAttempt(part, Buffer.from(body)), DEVIATIONS, holdsDigest, limits);
    return found === undefined || found.deviations.length === 0 ? [] : [toHint('The digest fits', found.deviations)];
  });
}

/** However it is written, and whether or not it says what it is. */
function readAttempt(part: string, body: Buffer): DigestAttempt {
  const [, name = '', sent = part.trim()] = /^\s*((?:id-)?(?:sha|md)[\w-]*)\s*[=:]\s*(.*?)\s*$/is.exec(part) ?? [];
  const algorithm = ALGORITHMS[name.toLowerCase().replace(/[^a-z0-9]/g, '')] ?? 'sha256';
  return { sent, body, algorithm, encode: (hashed) => hashed.toString('base64') };
}

const ALGORITHMS: Readonly<Record<string, string>> = {
  sha: 'sha1',
  sha1: 'sha1',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  md5: 'md5',
};
