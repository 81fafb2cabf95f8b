import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OIDS } from '../oids.ts';
import { ascii, hex, integer, NULL, oid, sequence, set, tlv, utf8 } from './der.fixture.ts';
import { readQualified } from './qualified.ts';

const role = (type: string, text: string) => sequence(oid(type), utf8(text));
const AI = role('0.4.0.19495.1.3', 'PSP_AI');
const psd2 = (...content: readonly Uint8Array[]) => sequence(oid('0.4.0.19495.2'), sequence(...content));
const good = psd2(sequence(AI), utf8('Authority'), utf8('DE-BAFIN'));
const statement = (number: number, ...content: readonly Uint8Array[]) =>
  sequence(oid(`0.4.0.1862.1.${number}`), ...content);
const compliance = statement(1);
const retention = statement(3, integer('0a'));
const device = statement(4);
const disclosure = statement(5, sequence(sequence(ascii(0x16, 'https://ca.example/en'), ascii(0x13, 'en'))));
const type = statement(6, sequence(oid('0.4.0.1862.1.6.3')));
const legislation = statement(7, sequence(ascii(0x13, 'GB'), ascii(0x13, 'CH')));

test('no extension is no statement', () => {
  expect(readQualified(undefined)).toEqual({ kind: 'absent' });
});

const EVERYTHING = {
  isQualified: true,
  isKeyInDevice: true,
  types: ['0.4.0.1862.1.6.3'],
  disclosures: [{ url: 'https://ca.example/en', language: 'en' }],
  retentionYears: 10,
  legislation: ['GB', 'CH'],
  psd2: {
    kind: 'present',
    value: { roles: [{ oid: '0.4.0.19495.1.3', name: 'PSP_AI' }], ncaName: 'Authority', ncaId: 'DE-BAFIN' },
  },
};

test('statements mean the same in any order, beside others that nobody knows', () => {
  const all = [compliance, retention, device, disclosure, type, legislation, good, sequence(oid('1.2.3'), NULL)];
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (statements) => {
      expect(readQualified(sequence(...statements))).toMatchObject({ kind: 'present', value: EVERYTHING });
    }),
  );
});

test('what is not stated is said to be absent', () => {
  expect(readQualified(sequence(compliance))).toEqual({
    kind: 'present',
    value: {
      statements: ['0.4.0.1862.1.1'],
      isQualified: true,
      isKeyInDevice: false,
      types: [],
      disclosures: [],
      psd2: { kind: 'absent' },
    },
  });
});

const EXTENSION = 'RFC 3739 3.2.6';
const STATEMENT = 'EN 319 412-5 4';

test.each([
  ['one statement in place of a list', good, 'It is one QCStatement, not a SEQUENCE OF them.', EXTENSION],
  [
    'a statement twice',
    sequence(compliance, good, compliance),
    'The statement 0.4.0.1862.1.1 stands twice.',
    EXTENSION,
  ],
  ['the PSD2 statement twice', sequence(good, good), 'The statement 0.4.0.19495.2 stands twice.', EXTENSION],
  [
    'a compliance with a content',
    sequence(statement(1, NULL), good),
    '0.4.0.1862.1.1: The statement has a content.',
    STATEMENT,
  ],
  [
    'a type that is no list',
    sequence(statement(6, oid('0.4.0.1862.1.6.3')), good),
    '0.4.0.1862.1.6: "QcType" does not match the ASN.1 of QcType.',
    STATEMENT,
  ],
  ['no type in its list', sequence(statement(6, sequence()), good), '0.4.0.1862.1.6: "QcType" is empty.', STATEMENT],
  ['a type without content', sequence(statement(6), good), '0.4.0.1862.1.6: "QcType" is missing.', STATEMENT],
  [
    'a retention period below zero',
    sequence(statement(3, integer('ff')), good),
    '0.4.0.1862.1.3: "QcEuRetentionPeriod" is out of range.',
    STATEMENT,
  ],
  [
    'a disclosure without language',
    sequence(statement(5, sequence(sequence(ascii(0x16, 'https://a')))), good),
    '0.4.0.1862.1.5: "QcEuPDS" does not match the ASN.1 of PdsLocation.',
    STATEMENT,
  ],
  [
    'a disclosure in another string type',
    sequence(statement(5, sequence(sequence(utf8('https://a'), ascii(0x13, 'en')))), good),
    '0.4.0.1862.1.5: "QcEuPDS" does not match the ASN.1 of PdsLocation.',
    STATEMENT,
  ],
  [
    'a disclosure at an address beyond ASCII',
    sequence(statement(5, sequence(sequence(ascii(0x16, 'https://bänk'), ascii(0x13, 'de')))), good),
    '0.4.0.1862.1.5: A text of ASCII has other characters.',
    STATEMENT,
  ],
  [
    'a country in another string type',
    sequence(statement(7, sequence(utf8('GB'))), good),
    '0.4.0.1862.1.7: "QcCClegislation" has a field too many or a malformed value: it would not be written as it stands.',
    STATEMENT,
  ],
])('%s is malformed, and the rest is read', (_, value, problem, clause) => {
  const read = readQualified(value);
  expect(read).toMatchObject({ kind: 'malformed', problem, clause, value: { psd2: { kind: 'present' } } });
});

test.each([
  ['an empty list', sequence(), '"qcStatements" is empty.'],
  ['no list', utf8('x'), '"qcStatements" does not match the ASN.1 of QCStatements.'],
  ['a list of other things', sequence(NULL), '"qcStatements" does not match the ASN.1 of QCStatement.'],
  ['a statement without OID', sequence(sequence()), '"qcStatements" does not match the ASN.1 of QCStatement.'],
  [
    'a statement of three fields',
    sequence(sequence(oid('1.2.3'), NULL, NULL)),
    '"qcStatements" has a field too many or a malformed value: it would not be written as it stands.',
  ],
  [
    'bytes that are no DER',
    hex('3001'),
    '"qcStatements" is not DER. A value is longer than what it stands in, at octet 0.',
  ],
  [
    'bytes after it',
    Buffer.concat([sequence(good), hex('00')]),
    '"qcStatements" is not DER. More octets follow the value, at octet 56.',
  ],
])('%s is malformed, and nothing can be read', (_, value, problem) => {
  expect(readQualified(value)).toEqual({ kind: 'malformed', problem, clause: EXTENSION });
});

test.each([
  [
    'an empty list of roles',
    [sequence(), utf8('A'), utf8('B')],
    'The list of roles is empty.',
    'TS 119 495 GEN-5.2.2-1',
    { roles: [], ncaName: 'A', ncaId: 'B' },
  ],
  [
    'roles in a SET',
    [set(AI), utf8('A'), utf8('B')],
    '"rolesOfPSP" is SET instead of SEQUENCE.',
    'TS 119 495 5.1',
    { ncaName: 'A', ncaId: 'B' },
  ],
  [
    'a role without name',
    [sequence(sequence(oid('1.2.3'))), utf8('A'), utf8('B')],
    '"roleOfPspName" is missing.',
    'TS 119 495 5.1',
    { ncaName: 'A', ncaId: 'B' },
  ],
  [
    'a role of three fields',
    [sequence(sequence(oid('1.2.3'), utf8('x'), NULL)), utf8('A'), utf8('B')],
    '"RoleOfPSP" has a field too many.',
    'TS 119 495 5.1',
    { ncaName: 'A', ncaId: 'B' },
  ],
  ['no authority', [sequence(AI)], '"nCAName" is missing.', 'TS 119 495 5.1', { roles: [{ name: 'PSP_AI' }] }],
  ['no id of the authority', [sequence(AI), utf8('A')], '"nCAId" is missing.', 'TS 119 495 5.1', { ncaName: 'A' }],
  [
    'an authority without name',
    [sequence(AI), utf8(''), utf8('B')],
    '"nCAName" has 0 characters instead of 1 to 256.',
    'TS 119 495 5.1',
    { roles: [{ name: 'PSP_AI' }], ncaId: 'B' },
  ],
  [
    'a name of 257 characters',
    [sequence(AI), utf8('ä'.repeat(257)), utf8('B')],
    '"nCAName" has 257 characters instead of 1 to 256.',
    'TS 119 495 5.1',
    { roles: [{ name: 'PSP_AI' }], ncaId: 'B' },
  ],
  [
    'an id that is not UTF-8',
    [sequence(AI), utf8('A'), tlv(0x0c, hex('c3'))],
    '"nCAId" is not UTF-8.',
    'TS 119 495 5.1',
    { roles: [{ name: 'PSP_AI' }], ncaName: 'A' },
  ],
  [
    'a PrintableString',
    [sequence(AI), ascii(0x13, 'A'), utf8('B')],
    '"nCAName" is PrintableString instead of UTF8String.',
    'TS 119 495 5.1',
    { roles: [{ name: 'PSP_AI' }], ncaId: 'B' },
  ],
  [
    'a field too many',
    [sequence(AI), utf8('A'), utf8('B'), NULL],
    '"PSD2QcType" has a field too many.',
    'TS 119 495 5.1',
    { ncaId: 'B' },
  ],
])('a PSD2 statement with %s is malformed, and the list of statements is not', (_, content, problem, clause, value) => {
  expect(readQualified(sequence(psd2(...content)))).toMatchObject({
    kind: 'present',
    value: { psd2: { kind: 'malformed', problem, clause, value } },
  });
});

test('a PSD2 statement without content is malformed', () => {
  expect(readQualified(sequence(sequence(oid('0.4.0.19495.2'))))).toMatchObject({
    value: { psd2: { kind: 'malformed', problem: '"PSD2QcType" is missing.' } },
  });
});

test('256 characters of any length in bytes are not too many', () => {
  const value = readQualified(sequence(psd2(sequence(AI), utf8('😀'.repeat(256)), utf8('B'))));
  expect(value).toMatchObject({ value: { psd2: { kind: 'present' } } });
});

test('roles keep their order, and names that disagree with their OIDs stay', () => {
  const roles = sequence(role('0.4.0.19495.1.4', 'PSP_AS'), role('1.2.3', 'Account Servicing'), AI);
  const read = readQualified(sequence(psd2(roles, utf8('A'), utf8('B'))));
  expect(read).toMatchObject({
    value: {
      psd2: { value: { roles: [{ name: 'PSP_AS' }, { oid: '1.2.3', name: 'Account Servicing' }, { name: 'PSP_AI' }] } },
    },
  });
});

test('the roles of TS 119 495 that came after PSD2 are read like any other', () => {
  const later = ['PSP_CB', 'PSP_PA', 'VOP_RS', 'VOP_VS'] as const;
  const oids = [OIDS.pspCb, OIDS.pspPa, OIDS.vopRs, OIDS.vopVs];
  const roles = sequence(...later.map((text, index) => role(oids[index] ?? '', text)));
  expect(readQualified(sequence(psd2(roles, utf8('NA'), utf8('NA'))))).toMatchObject({
    kind: 'present',
    value: {
      psd2: {
        kind: 'present',
        value: {
          roles: [
            { oid: '0.4.0.19495.1.5', name: 'PSP_CB' },
            { oid: '0.4.0.19495.1.6', name: 'PSP_PA' },
            { oid: '0.4.0.19495.1.51', name: 'VOP_RS' },
            { oid: '0.4.0.19495.1.52', name: 'VOP_VS' },
          ],
          ncaName: 'NA',
          ncaId: 'NA',
        },
      },
    },
  });
});

test('any bytes are read as something', () => {
  const tagged = fc.uint8Array({ maxLength: 60 }).map((content) => tlv(0x30, content));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), tagged), (bytes) => {
      expect(['present', 'malformed']).toContain(readQualified(bytes).kind);
    }),
  );
});
