import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANY_CHARACTER } from '../any-character.fixture.ts';
import { parseParameters, parseSignatureParameters, renderSignatureParameters } from './parameters.ts';

const FULL = 'keyId="SN=1,CA=CN=a",algorithm="rsa-sha256",headers="digest x-request-id",signature="AAAA"';
const READ = {
  keyId: 'SN=1,CA=CN=a',
  rawKeyId: 'SN=1,CA=CN=a',
  algorithm: 'rsa-sha256',
  headers: 'digest x-request-id',
  signature: 'AAAA',
};

function parse(text: string, grammar: 'strict' | 'lenient' = 'strict') {
  const step = parseSignatureParameters(text, grammar);
  return step.accepted ? step.evidence : step.reason;
}

test.each([
  ['as written', FULL],
  ['in another order', 'signature="AAAA",headers="digest x-request-id",algorithm="rsa-sha256",keyId="SN=1,CA=CN=a"'],
  ['with blanks after the commas, as the standard prints it', FULL.replaceAll('",', '", ')],
  ['with blanks everywhere', ` ${FULL.replaceAll('",', '" ,\t').replaceAll('="', ' = "')} `],
])('the parameters %s', (_name, text) => {
  expect(parse(text)).toEqual(READ);
});

test('escapes are taken away, and what was sent is kept', () => {
  const text = FULL.replace('CN=a', String.raw`CN=a \"b\" \\, c`);
  expect(parse(text)).toMatchObject({
    keyId: String.raw`SN=1,CA=CN=a "b" \, c`,
    rawKeyId: String.raw`SN=1,CA=CN=a \"b\" \\, c`,
  });
});

test.each([
  ['signature-malformed', 'no parameters at all', ''],
  ['signature-malformed', 'the scheme of another header', `Signature ${FULL}`],
  ['signature-malformed', 'a comma at the end', `${FULL},`],
  ['signature-malformed', 'a comma at the start', `,${FULL}`],
  ['signature-malformed', 'two commas', FULL.replace('",', '",,')],
  ['signature-malformed', 'no comma', FULL.replace('",', '"')],
  ['signature-malformed', 'a quote that does not end', FULL.slice(0, -1)],
  ['signature-malformed', 'an escape that does not end', `${FULL.slice(0, -1)}\\`],
  ['signature-malformed', 'no quotes', FULL.replace('"rsa-sha256"', 'rsa-sha256')],
  ['signature-malformed', 'no value', FULL.replace('"AAAA"', '')],
  ['signature-malformed', 'no name', FULL.replace('keyId', '')],
  ['signature-malformed', 'something behind', `${FULL} x`],
  ['parameter-duplicated', 'one twice', `${FULL},signature="BBBB"`],
  ['parameter-duplicated', 'one twice and the same', `${FULL},algorithm="rsa-sha256"`],
  ['parameter-unknown', 'one that nobody knows', `${FULL},nonce="1"`],
  ['parameter-unknown', 'a name in another case', FULL.replace('keyId', 'keyid')],
  ['parameter-unknown', 'a time that would have to be heeded', `${FULL},created=1402170695`],
  ['parameter-missing', 'no keyId', FULL.replace(/keyId="[^"]*",/, '')],
  ['parameter-missing', 'no algorithm', FULL.replace(/algorithm="[^"]*",/, '')],
  ['parameter-missing', 'no headers', FULL.replace(/headers="[^"]*",/, '')],
  ['parameter-missing', 'no signature', FULL.replace(/,signature="[^"]*"/, '')],
])('%s: %s', (reason, _name, text) => {
  expect(parse(text)).toBe(reason);
});

test.each([
  ['another parameter', `${FULL},nonce="1"`, READ],
  ['names in another case', FULL.replace('keyId', 'KEYID'), READ],
  ['a value without quotes', FULL.replace('"rsa-sha256"', 'rsa-sha256'), READ],
  ['not one twice in two cases', `${FULL},KeyId="x"`, 'parameter-duplicated'],
  ['not a time that would have to be heeded', `${FULL},expires=1402170699`, 'parameter-unknown'],
  ['not one that is missing', FULL.replace('keyId', 'kid'), 'parameter-missing'],
])('the lenient grammar takes %s', (_name, text, outcome) => {
  expect(parse(text, 'lenient')).toEqual(outcome);
});

test('a text without parameters says where it breaks', () => {
  expect(parseParameters('a="1",b')).toMatchObject({ reason: 'signature-malformed', evidence: { at: 6, found: 'b' } });
});

const value = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
});

test('what is written is read back', () => {
  fc.assert(
    fc.property(value, value, value, value, (keyId, algorithm, headers, signature) => {
      const read = parse(renderSignatureParameters({ keyId, algorithm, headers, signature }));
      expect(read).toMatchObject({ keyId, algorithm, headers, signature });
    }),
  );
});

test('what is written plainly is what it is with blanks, which are read parameter by parameter', () => {
  const plain = value.map((text) => text.replace(/["\\]/g, ''));
  fc.assert(
    fc.property(plain, plain, plain, plain, (keyId, algorithm, headers, signature) => {
      const text = renderSignatureParameters({ keyId, algorithm, headers, signature });
      expect(parse(text)).toEqual({ keyId, rawKeyId: keyId, algorithm, headers, signature });
      expect(parse(` ${text}`)).toEqual(parse(text));
    }),
  );
});

test('no text makes it throw or take long', () => {
  const hostile = fc.oneof(
    fc.string({ unit: ANY_CHARACTER }),
    fc.string({ unit: fc.constantFrom('"', '\\', ',', '=', ' ', 'a'), maxLength: 8_000 }),
  );
  fc.assert(
    fc.property(hostile, fc.constantFrom('strict' as const, 'lenient' as const), (text, grammar) => {
      expect(parse(text, grammar)).toMatch(/^(signature|parameter)-/);
    }),
  );
  expect(parse(`keyId="${'\\a'.repeat(4_000)}`)).toBe('signature-malformed');
});
