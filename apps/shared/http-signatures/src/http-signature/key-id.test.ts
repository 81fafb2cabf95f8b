import { parseName } from '@openxs2a/certificates';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANY_CHARACTER } from '../any-character.fixture.ts';
import { createSeal } from '../signing.fixture.ts';
import { compareKeyId, createKeyIdComparison, type KeyIdRule, renderKeyId } from './key-id.ts';

const STRICT: KeyIdRule = { form: 'serial-and-issuer', serial: 'hex', issuer: 'same-name' };

/** A certificate as far as a key id tells it. The issuer is written from its most specific part on. */
function certificateOf(serialNumber: string, issuer: string) {
  const name = parseName(issuer);
  if (name === undefined) throw new TypeError(`"${issuer}" is no name`);
  return { serialNumber, issuer: name };
}

const D_TRUST = certificateOf('9fa1', 'CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH,C=DE');
const WITH_COMMA = certificateOf('1', String.raw`CN=Seal CA,O=Trust\, Inc.,C=US`);
const WITH_UMLAUT = certificateOf('1', 'CN=Prüfstelle,O=Münchner Bank,C=DE');

function compare(
  keyId: string,
  { certificate = D_TRUST, rule = STRICT }: { certificate?: typeof D_TRUST; rule?: KeyIdRule } = {},
) {
  const step = compareKeyId(rule, { value: keyId, raw: keyId }, certificate);
  return step.accepted ? 'same' : step.reason;
}

test.each([
  ['as the standard prints it', 'SN=9FA1,CA=CN=D-TRUST%20CA%202-1%202015,O=D-Trust%20GmbH,C=DE', 'same'],
  ['with blanks', 'SN=9FA1,CA=CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH,C=DE', 'same'],
  ['in lower case', 'SN=9fa1,CA=cn=d-trust ca 2-1 2015,o=d-trust gmbh,c=de', 'same'],
  ['with leading zeros', 'SN=009FA1,CA=CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH,C=DE', 'same'],
  ['from the other end', 'SN=9fa1,CA=C=DE,O=D-Trust GmbH,CN=D-TRUST CA 2-1 2015', 'same'],
  [
    'with blanks after the commas, as Java prints it',
    'SN=9fa1,CA=CN=D-TRUST CA 2-1 2015, O=D-Trust GmbH, C=DE',
    'same',
  ],
  ['with slashes, as OpenSSL prints it', 'SN=9fa1,CA=/C=DE/O=D-Trust GmbH/CN=D-TRUST CA 2-1 2015', 'same'],
  ['with OIDs and hex', 'SN=9fa1,CA=2.5.4.3=#0c13442d545255535420434120322d312032303135,O=D-Trust GmbH,C=DE', 'same'],
  ['in part percent-encoded', 'SN=9fa1,CA=CN=D-TRUST%20CA 2-1%202015,O=D-Trust GmbH,C=DE', 'same'],
  ['in words of another case', 'sn=9fa1,ca=CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH,C=DE', 'same'],
  ['with a decimal serial number', 'SN=40865,CA=CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH,C=DE', 'key-id-mismatch'],
  ['with another serial number', 'SN=9fa2,CA=CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH,C=DE', 'key-id-mismatch'],
  ['with zeros behind', 'SN=9fa100,CA=CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH,C=DE', 'key-id-mismatch'],
  ['with another issuer', 'SN=9fa1,CA=CN=D-TRUST CA 2-1 2016,O=D-Trust GmbH,C=DE', 'key-id-mismatch'],
  ['with a part less', 'SN=9fa1,CA=CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH', 'key-id-mismatch'],
  ['with a part more', 'SN=9fa1,CA=CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH,C=DE,C=DE', 'key-id-mismatch'],
  ['in another order', 'SN=9fa1,CA=O=D-Trust GmbH,CN=D-TRUST CA 2-1 2015,C=DE', 'key-id-mismatch'],
  ['without blanks', 'SN=9fa1,CA=CN=D-TRUSTCA2-12015,O=D-TrustGmbH,C=DE', 'key-id-mismatch'],
  ['without an issuer', 'SN=9fa1', 'key-id-malformed'],
  ['with an empty issuer', 'SN=9fa1,CA=', 'key-id-mismatch'],
  ['with an issuer that is no name', 'SN=9fa1,CA=D-Trust', 'key-id-malformed'],
  ['without a serial number', 'SN=,CA=CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH,C=DE', 'key-id-malformed'],
  ['with a sign', 'SN=-9fa1,CA=CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH,C=DE', 'key-id-malformed'],
  [
    'with a serial number that never ends',
    `SN=${'0'.repeat(70)}9fa1,CA=CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH,C=DE`,
    'key-id-malformed',
  ],
  ['the other way round', 'CA=CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH,C=DE,SN=9fa1', 'key-id-malformed'],
  ['with something before', 'x,SN=9fa1,CA=CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH,C=DE', 'key-id-malformed'],
  ['as a name that a bank gave', '5ca1ab1e-c0ca-c01a-cafe-154deadbea75', 'key-id-malformed'],
  ['empty', '', 'key-id-malformed'],
])('a key id %s', (_name, keyId, outcome) => {
  expect(compare(keyId)).toBe(outcome);
});

test.each([
  [
    'escaped for the name and for the quotes',
    String.raw`SN=1,CA=CN=Seal CA,O=Trust\, Inc.,C=US`,
    String.raw`SN=1,CA=CN=Seal CA,O=Trust\\, Inc.,C=US`,
  ],
  [
    'escaped for the name alone',
    'SN=1,CA=CN=Seal CA,O=Trust, Inc.,C=US',
    String.raw`SN=1,CA=CN=Seal CA,O=Trust\, Inc.,C=US`,
  ],
  ['not escaped', 'SN=1,CA=CN=Seal CA,O=Trust, Inc.,C=US', 'SN=1,CA=CN=Seal CA,O=Trust, Inc.,C=US'],
])('a comma in the issuer, %s', (_name, value, raw) => {
  expect(compareKeyId(STRICT, { value, raw }, WITH_COMMA).accepted).toBe(true);
});

test('hex pairs of a name, escaped for the name alone', () => {
  const raw = String.raw`SN=1,CA=CN=Pr\C3\BCfstelle,O=M\C3\BCnchner Bank,C=DE`;
  expect(compareKeyId(STRICT, { value: raw.replaceAll('\\', ''), raw }, WITH_UMLAUT).accepted).toBe(true);
});

test.each([
  ['as UTF-8', Buffer.from('SN=1,CA=CN=Prüfstelle,O=Münchner Bank,C=DE').toString('latin1')],
  ['as Latin-1', 'SN=1,CA=CN=Prüfstelle,O=Münchner Bank,C=DE'],
  ['percent-encoded', 'SN=1,CA=CN=Pr%C3%BCfstelle,O=M%C3%BCnchner%20Bank,C=DE'],
])('an issuer with an umlaut, %s', (_name, keyId) => {
  expect(compare(keyId, { certificate: WITH_UMLAUT })).toBe('same');
});

test('a percent sign of the name itself', () => {
  const certificate = certificateOf('1', 'CN=100% Trust,C=DE');
  expect(compare('SN=1,CA=CN=100% Trust,C=DE', { certificate })).toBe('same');
  expect(compare('SN=1,CA=CN=100%25%20Trust,C=DE', { certificate })).toBe('same');
});

const NAME = 'CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH,C=DE';

test.each([
  [{ form: 'serial-and-issuer', serial: 'decimal', issuer: 'same-name' }, `SN=40865,CA=${NAME}`, 'same'],
  [{ form: 'serial-and-issuer', serial: 'decimal', issuer: 'same-name' }, `SN=9fa1,CA=${NAME}`, 'key-id-malformed'],
  [{ form: 'serial-and-issuer', serial: 'decimal', issuer: 'same-name' }, `SN=40866,CA=${NAME}`, 'key-id-mismatch'],
  [{ form: 'serial-and-issuer', serial: 'either', issuer: 'same-name' }, `SN=40865,CA=${NAME}`, 'same'],
  [{ form: 'serial-and-issuer', serial: 'either', issuer: 'same-name' }, `SN=9FA1,CA=${NAME}`, 'same'],
  [{ form: 'serial-and-issuer', serial: 'either', issuer: 'same-name' }, `SN=40866,CA=${NAME}`, 'key-id-mismatch'],
  [
    { form: 'serial-and-issuer', serial: 'hex', issuer: 'same-but-blanks' },
    'SN=9fa1,CA=CN=D-TRUSTCA2-12015,O=D-TrustGmbH,C=DE',
    'same',
  ],
  [
    { form: 'serial-and-issuer', serial: 'hex', issuer: 'same-but-blanks' },
    'SN=9fa1,CA=CN=D-TRUSTCA2-12016,O=D-TrustGmbH,C=DE',
    'key-id-mismatch',
  ],
  [{ form: 'serial-and-issuer', serial: 'hex', issuer: 'ignored' }, 'SN=9fa1,CA=anything', 'same'],
  [{ form: 'serial-and-issuer', serial: 'hex', issuer: 'ignored' }, 'SN=9fa2,CA=anything', 'key-id-mismatch'],
  [{ form: 'serial', serial: 'decimal' }, '40865', 'same'],
  [{ form: 'serial', serial: 'decimal' }, '40866', 'key-id-mismatch'],
  [{ form: 'serial', serial: 'decimal' }, '9fa1', 'key-id-malformed'],
  [{ form: 'serial', serial: 'either' }, '9fa1', 'same'],
  [{ form: 'serial', serial: 'hex' }, `SN=9fa1,CA=${NAME}`, 'key-id-malformed'],
  [{ form: 'opaque' }, 'anything', 'same'],
] as const)('by %o, "%s"', (rule, keyId, outcome) => {
  expect(compare(keyId, { rule })).toBe(outcome);
});

test('a mismatch says what was found and what was expected', () => {
  const keyId = 'SN=9fa1,CA=CN=Other CA,C=DE';
  expect(compareKeyId(STRICT, { value: keyId, raw: keyId }, D_TRUST)).toMatchObject({
    evidence: { part: 'issuer', found: 'CN=Other CA,C=DE', expected: NAME },
  });
});

test('what is remembered of one certificate is not believed of another', () => {
  const compareKnown = createKeyIdComparison();
  const keyId = { value: `SN=9fa1,CA=${NAME}`, raw: `SN=9fa1,CA=${NAME}` };
  expect(compareKnown(STRICT, keyId, D_TRUST).accepted).toBe(true);
  expect(compareKnown(STRICT, keyId, D_TRUST).accepted).toBe(true);
  expect(compareKnown(STRICT, keyId, WITH_COMMA).accepted).toBe(false);
  expect(compareKnown(STRICT, { value: 'SN=1', raw: 'SN=1' }, D_TRUST).accepted).toBe(false);
});

test('we write the blanks of a name as the standard prints them', () => {
  expect(renderKeyId(STRICT, D_TRUST)).toBe('SN=9fa1,CA=CN=D-TRUST%20CA%202-1%202015,O=D-Trust%20GmbH,C=DE');
  expect(renderKeyId({ form: 'serial', serial: 'decimal' }, D_TRUST)).toBe('40865');
});

test('what is written of any certificate is its own key id, in visible ASCII', async () => {
  const { certificate } = await createSeal();
  const rules: readonly Exclude<KeyIdRule, { form: 'opaque' }>[] = [
    STRICT,
    { form: 'serial-and-issuer', serial: 'decimal', issuer: 'same-name' },
    { form: 'serial-and-issuer', serial: 'either', issuer: 'same-but-blanks' },
    { form: 'serial', serial: 'hex' },
    { form: 'serial', serial: 'decimal' },
  ];
  const part = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
  const serial = fc.bigInt({ min: 1n, max: 2n ** 159n }).map((number) => number.toString(16));
  fc.assert(
    fc.property(
      fc.constantFrom(...rules),
      serial,
      fc.array(part, { minLength: 1, maxLength: 4 }),
      (rule, serialNumber, parts) => {
        const issuer = parts.map((value) => [{ oid: '2.5.4.11', value }]);
        const keyId = renderKeyId(rule, { ...certificate, serialNumber, issuer });
        expect(keyId).toMatch(/^[\x21-\x7e]+$/);
        expect(compareKeyId(rule, { value: keyId, raw: keyId }, { serialNumber, issuer })).toMatchObject({
          accepted: true,
        });
      },
    ),
  );
});

test('no key id makes it throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: ANY_CHARACTER }),
        fc.string({ unit: ANY_CHARACTER }).map((text) => `SN=9fa1,CA=${text}`),
      ),
      (keyId) => {
        expect(compare(keyId)).toMatch(/^key-id-/);
      },
    ),
  );
});
