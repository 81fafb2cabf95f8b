import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANY_CHARACTER } from '../any-character.fixture.ts';
import { checkDigest, type DigestRule, renderDigest } from './digest.ts';

const RULE: DigestRule = { algorithm: 'SHA-256', names: { 'sha-256': 'SHA-256', 'sha-512': 'SHA-512' } };
const EMPTY = 'SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
const NOTHING = new Uint8Array();
const HELLO = new TextEncoder().encode('hello');

function digest(algorithm: 'md5' | 'sha1' | 'sha256' | 'sha512', body = HELLO): string {
  return createHash(algorithm).update(body).digest('base64');
}

function check(header: string, body = HELLO, rule = RULE): string {
  const step = checkDigest(rule, header, body);
  return step.accepted ? step.evidence : step.reason;
}

test('of no body it is the digest of no bytes', () => {
  expect(renderDigest('SHA-256', NOTHING)).toBe(EMPTY);
  expect(check(EMPTY, NOTHING)).toBe('SHA-256');
});

test.each([
  ['one', `SHA-256=${digest('sha256')}`, 'SHA-256'],
  ['the longer one', `SHA-512=${digest('sha512')}`, 'SHA-512'],
  ['a name in another case, which RFC 3230 does not tell apart', `sha-512=${digest('sha512')}`, 'SHA-512'],
  ['both', `SHA-256=${digest('sha256')},SHA-512=${digest('sha512')}`, 'SHA-512'],
  ['one beside one that nobody trusts', `MD5=${digest('md5')}, SHA-256=${digest('sha256')}`, 'SHA-256'],
  [
    'both, of which the second is wrong',
    `SHA-256=${digest('sha256')},SHA-512=${digest('sha512', NOTHING)}`,
    'digest-mismatch',
  ],
  [
    'both, of which the first is wrong',
    `SHA-256=${digest('sha256', NOTHING)},SHA-512=${digest('sha512')}`,
    'digest-mismatch',
  ],
  ['twice the same, once wrong', `SHA-256=${digest('sha256')},SHA-256=${digest('sha256', NOTHING)}`, 'digest-mismatch'],
  ['of another body', EMPTY, 'digest-mismatch'],
  ['SHA-1 alone', `SHA=${digest('sha1')}`, 'digest-algorithm-refused'],
  ['MD5 alone', `MD5=${digest('md5')}`, 'digest-algorithm-refused'],
  ['a name without its hyphen', `SHA256=${digest('sha256')}`, 'digest-algorithm-refused'],
  ['a name of every object', `constructor=${digest('sha256')}`, 'digest-algorithm-refused'],
  ['no name', digest('sha256').replace('=', ''), 'digest-malformed'],
  ['no value', 'SHA-256=', 'digest-malformed'],
  ['a value of another length', `SHA-512=${digest('sha256')}`, 'digest-malformed'],
  ['no padding', `SHA-256=${digest('sha256').slice(0, -1)}`, 'digest-malformed'],
  ['hex', `SHA-256=${createHash('sha256').update(HELLO).digest('hex')}`, 'digest-malformed'],
  ['base64url', `SHA-256=${'-'.repeat(43)}=`, 'digest-malformed'],
  ['an end without a digest', `SHA-256=${digest('sha256')},`, 'digest-malformed'],
])('%s', (_name, header, outcome) => {
  expect(check(header)).toBe(outcome);
});

test('a profile may know further names', () => {
  const rule: DigestRule = { ...RULE, names: { ...RULE.names, sha256: 'SHA-256' } };
  expect(check(`SHA256=${digest('sha256')}`, HELLO, rule)).toBe('SHA-256');
});

test('a mismatch says what was found and what was expected', () => {
  const step = checkDigest(RULE, EMPTY, HELLO);
  expect(step).toMatchObject({
    reason: 'digest-mismatch',
    evidence: { algorithm: 'SHA-256', found: EMPTY.slice(8), expected: digest('sha256'), bytes: 5 },
  });
});

test('the digest of a body is that of no other', () => {
  const body = fc.uint8Array({ maxLength: 200 });
  fc.assert(
    fc.property(body, body, fc.constantFrom('SHA-256' as const, 'SHA-512' as const), (one, other, algorithm) => {
      const same = Buffer.from(one).equals(other);
      expect(check(renderDigest(algorithm, one), other)).toBe(same ? algorithm : 'digest-mismatch');
    }),
  );
});

test('with any character of the value changed, it is no digest, or that of another body', () => {
  const header = renderDigest('SHA-256', HELLO);
  for (let at = 'SHA-256='.length; at < header.length; at += 1) {
    for (const character of 'ABab01+/=')
      if (header[at] !== character)
        expect(check(`${header.slice(0, at)}${character}${header.slice(at + 1)}`)).toMatch(
          /^digest-(malformed|mismatch)$/,
        );
  }
});

test('no header makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: ANY_CHARACTER }), (header) => {
      expect(check(header)).toMatch(/^digest-/);
    }),
  );
});
