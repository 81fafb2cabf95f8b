import { expect, test } from 'vitest';
import { indexHeaders } from './fields.ts';
import { checkSignedHeaders, chooseSignedHeaders, parseHeaderList, type SignedHeaders } from './signed-headers.ts';

const RULE: SignedHeaders = {
  fields: { digest: 'always', 'x-request-id': 'always', 'psu-id': 'when-sent', date: 'optional' },
  others: 'refused',
};
const PLAIN = indexHeaders([
  ['Digest', 'd'],
  ['X-Request-ID', 'x'],
  ['Date', 'now'],
]);
const OF_A_PSU = indexHeaders([
  ['Digest', 'd'],
  ['X-Request-ID', 'x'],
  ['PSU-ID', ''],
]);

test.each([
  ['digest x-request-id', 'lower-case', ['digest', 'x-request-id']],
  ['(request-target) date', 'lower-case', ['(request-target)', 'date']],
  ['digest', 'lower-case', ['digest']],
  ['Digest X-Request-ID', 'lower-case', 'signed-headers-malformed'],
  ['Digest X-Request-ID', 'any-case', ['digest', 'x-request-id']],
  ['digest  x-request-id', 'any-case', 'signed-headers-malformed'],
  [' digest', 'any-case', 'signed-headers-malformed'],
  ['digest ', 'any-case', 'signed-headers-malformed'],
  ['', 'any-case', 'signed-headers-malformed'],
  ['digest,x-request-id', 'any-case', 'signed-headers-malformed'],
  ['digest\tx-request-id', 'any-case', 'signed-headers-malformed'],
  ['(expires)host', 'any-case', 'signed-headers-malformed'],
  ['digest x-request-id digest', 'any-case', 'signed-header-duplicated'],
  ['digest Digest', 'any-case', 'signed-header-duplicated'],
] as const)('the list "%s" in %s', (text, nameCase, outcome) => {
  const step = parseHeaderList(text, nameCase);
  expect(step.accepted ? step.evidence : step.reason).toEqual(outcome);
});

test('more names than anybody signs are refused', () => {
  const list = (length: number) => Array.from({ length }, (_, index) => `h${index}`).join(' ');
  expect(parseHeaderList(list(64), 'lower-case').accepted).toBe(true);
  expect(parseHeaderList(list(65), 'lower-case')).toMatchObject({
    reason: 'signed-headers-malformed',
    evidence: { names: 65, most: 64 },
  });
});

test.each([
  ['what has to be', ['x-request-id', 'digest'], PLAIN, undefined],
  ['what may be, too', ['digest', 'date', 'x-request-id'], PLAIN, undefined],
  ['what was sent, though empty', ['digest', 'x-request-id', 'psu-id'], OF_A_PSU, undefined],
  ['not what has to be', ['digest'], PLAIN, 'signed-header-missing'],
  ['not what was sent', ['digest', 'x-request-id'], OF_A_PSU, 'signed-header-missing'],
  ['something else', ['digest', 'x-request-id', 'host'], PLAIN, 'signed-header-not-allowed'],
  ['a pseudo-header', ['digest', 'x-request-id', '(request-target)'], PLAIN, 'signed-header-not-allowed'],
  ['a name of every object', ['digest', 'x-request-id', 'constructor'], PLAIN, 'signed-header-not-allowed'],
] as const)('signed is %s', (_name, names, fields, reason) => {
  const step = checkSignedHeaders(RULE, names, fields);
  expect(step.accepted ? undefined : step.reason).toBe(reason);
});

test('a profile that allows others does not allow pseudo-headers that it does not name', () => {
  const rule: SignedHeaders = { ...RULE, others: 'allowed' };
  const names = ['digest', 'x-request-id'];
  expect(checkSignedHeaders(rule, [...names, 'host'], PLAIN).accepted).toBe(true);
  expect(checkSignedHeaders(rule, [...names, '(response-status)'], PLAIN)).toMatchObject({
    reason: 'signed-header-not-allowed',
    evidence: { header: '(response-status)' },
  });
});

test('a signer takes what it has to, in the order of the profile, and of the rest what is sent', () => {
  expect(chooseSignedHeaders(RULE, PLAIN)).toEqual(['digest', 'x-request-id']);
  expect(chooseSignedHeaders(RULE, OF_A_PSU)).toEqual(['digest', 'x-request-id', 'psu-id']);
});
