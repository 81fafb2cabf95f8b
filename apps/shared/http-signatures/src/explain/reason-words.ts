import type { RefusalEvidence } from '@openxs2a/certificates';
import type { SignatureReason } from '../verdict.ts';

/** Why a step refuses, as a sentence. */
export function describeReason(reason: SignatureReason, evidence: RefusalEvidence): string {
  return WORDS[reason](evidence);
}

const WORDS: Readonly<Record<SignatureReason, (evidence: RefusalEvidence) => string>> = {
  'signature-missing': ({ header }) => `There is no signature in the header "${header}".`,
  'digest-missing': () => 'There is no header "Digest"; it has to be there, also where there is no body.',
  'certificate-missing': ({ header }) => `The certificate is missing in the header "${header}".`,
  'header-duplicated': ({ header }) => `The header "${header}" is there more than once.`,
  'header-too-large': ({ header, characters, limit }) =>
    `The header "${header}" has ${characters} characters; ${limit} are taken.`,
  'certificate-malformed': ({ problem }) => `The certificate cannot be read: ${problem}`,
  'weak-key': ({ kind, bits, least, most, exponent, curve }) =>
    bits !== undefined
      ? `The key of the certificate has ${bits} bits; from ${least} to ${most} are taken.`
      : exponent !== undefined
        ? `The RSA key of the certificate has the exponent ${exponent}, which is not taken.`
        : `The ${kind} key of the certificate is on the curve ${curve}, which is not taken.`,
  'signature-malformed': describeMalformed,
  'parameter-duplicated': ({ parameter }) => `The parameter "${parameter}" is there twice.`,
  'parameter-missing': ({ parameter, name }) =>
    name === undefined
      ? `The parameter "${parameter}" is missing.`
      : `The parameter "${parameter}" does not name "${name}".`,
  'parameter-unknown': ({ parameter }) => `The parameter "${parameter}" is not one that this profile knows.`,
  'critical-parameter-unknown': ({ parameter }) => `"crit" demands that "${parameter}" is understood, which it is not.`,
  'key-id-malformed': ({ part }) =>
    part === 'issuer'
      ? 'The issuer in keyId is no distinguished name.'
      : 'keyId has not the form that the profile asks for.',
  'key-id-mismatch': ({ part }) => `keyId does not name the certificate: the ${part} differs.`,
  'algorithm-refused': () => 'The name of the algorithm is not one that this profile knows.',
  'algorithm-does-not-fit-key': ({ found, key }) =>
    found === undefined ? `No profile signs with a key of ${key}.` : `${found} cannot be made with a key of ${key}.`,
  'signed-headers-malformed': ({ expected }) =>
    expected === undefined
      ? 'The list of signed headers is not one of names with one blank between them.'
      : `The names in the list of signed headers have to be in ${expected}.`,
  'signed-header-duplicated': ({ header }) => `The list of signed headers has "${header}" twice.`,
  'signed-header-not-allowed': ({ header }) => `"${header}" may not be signed.`,
  'signed-header-missing': ({ header }) => `"${header}" has to be signed, and is not.`,
  'signed-header-absent': ({ header }) => `"${header}" is listed as signed, but the message does not have it.`,
  'header-malformed': ({ header }) => `The value of "${header}" has characters that no header may have.`,
  'date-malformed': () => 'The time of the signature cannot be read.',
  'not-yet-valid': ({ signedAt, now }) => `It was signed at ${signedAt}, which is ahead of the clock (${now}).`,
  'too-old': ({ signedAt, now, maxAge }) =>
    `It was signed at ${signedAt}; at ${now} that is more than ${Number(maxAge) / 1000} seconds ago.`,
  'digest-malformed': ({ algorithm }) =>
    algorithm === undefined
      ? 'The header is not of the form ALGORITHM=BASE64.'
      : `The value is not the base64 of a ${algorithm} hash.`,
  'digest-algorithm-refused': () => 'No digest in it is of an algorithm that the profile takes.',
  'digest-mismatch': ({ algorithm, bytes }) => `The ${algorithm} hash of the body (${bytes} bytes) is another.`,
  'signature-mismatch': () =>
    'The signature is not what the key of the certificate makes of the expected signing string.',
};

function describeMalformed({ parameter, at, octets, expected, quoted }: RefusalEvidence): string {
  if (at !== undefined) return `The parameters cannot be read from character ${Number(at) + 1} on.`;
  if (octets !== undefined) return `The signature has ${octets} octets, which is not the length of its algorithm.`;
  if (quoted !== undefined) return `The value of the parameter "${parameter}" has to be between quotes.`;
  if (parameter === 'signature') return 'The signature itself is not written in base64.';
  if (parameter !== undefined) return `The parameter "${parameter}" has a value that it may not have.`;
  return `It is not of the form of a detached JWS: ${expected}.`;
}
