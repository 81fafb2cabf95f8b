import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANY_CHARACTER } from './any-character.fixture.ts';
import { type DistinguishedName, findAttribute } from './name.ts';
import { parseName } from './name-parse.ts';
import { renderName } from './name-render.ts';
import { sameName, sameNameEitherOrder } from './name-same.ts';
import { OIDS } from './oids.ts';

const [C, O, CN, ORGANIZATION_ID] = ['2.5.4.6', '2.5.4.10', '2.5.4.3', '2.5.4.97'];
const names = (...attributes: readonly (readonly [oid: string, value: string])[]): DistinguishedName =>
  attributes.map(([oid, value]) => [{ oid, value }]);

const ISSUER = names([C, 'DE'], [O, 'D-Trust GmbH'], [CN, 'D-TRUST CA 2-1 2015'], [ORGANIZATION_ID, 'NTRDE-HRB74346']);

test.each([
  ['RFC 4514', 'organizationIdentifier=NTRDE-HRB74346,CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH,C=DE'],
  [
    'RFC 2253 with the value in hex',
    '2.5.4.97=#0c0e4e545244452d4852423734333436,CN=D-TRUST CA 2-1 2015,O=D-Trust GmbH,C=DE',
  ],
  ['hex in capitals', 'OID.2.5.4.97=#130E4E545244452D4852423734333436, CN=D-TRUST CA 2-1 2015, O=D-Trust GmbH, C=DE'],
  ['RFC 1779', 'oid.2.5.4.97="NTRDE-HRB74346"; CN="D-TRUST CA 2-1 2015"; O="D-Trust GmbH"; C=DE'],
  ['keywords in any case', 'ORGANIZATIONIDENTIFIER=NTRDE-HRB74346,cn=D-TRUST CA 2-1 2015,o=D-Trust GmbH,c=DE'],
  [
    'long keywords',
    'organizationIdentifier=NTRDE-HRB74346,commonName=D-TRUST CA 2-1 2015,organizationName=D-Trust GmbH,countryName=DE',
  ],
  ['blanks', '  organizationIdentifier = NTRDE-HRB74346 , CN = D-TRUST CA 2-1 2015 , O = D-Trust GmbH , C = DE  '],
  ['slashes of OpenSSL', '/C=DE/O=D-Trust GmbH/CN=D-TRUST CA 2-1 2015/organizationIdentifier=NTRDE-HRB74346'],
  ['slashes of OpenSSL with an OID', '/C=DE/O=D-Trust GmbH/CN=D-TRUST CA 2-1 2015/2.5.4.97=NTRDE-HRB74346'],
])('the same name in the form of %s', (_, text) => {
  expect(parseName(text)).toEqual(ISSUER);
});

test.each([
  ['OpenSSL 1.1', 'C = DE, O = D-Trust GmbH, CN = D-TRUST CA 2-1 2015, organizationIdentifier = NTRDE-HRB74346'],
  ['OpenSSL 3.2', 'C=DE, O=D-Trust GmbH, CN=D-TRUST CA 2-1 2015, organizationIdentifier=NTRDE-HRB74346'],
  ['whoever turns it round', 'C=DE,O=D-Trust GmbH,CN=D-TRUST CA 2-1 2015,2.5.4.97=#0c0e4e545244452d4852423734333436'],
])('the same name in the order of %s', (_, text) => {
  const parsed = parseName(text) ?? [];
  expect(sameName(parsed, ISSUER)).toBe(false);
  expect(sameNameEitherOrder(parsed, ISSUER)).toBe(true);
});

test.each<[string, readonly (readonly [string, string])[]]>([
  [
    'E=a@b.example,S=Bayern,SN=Doe,G=Jo',
    [
      [OIDS.emailAddress, 'a@b.example'],
      [OIDS.stateOrProvinceName, 'Bayern'],
      [OIDS.surname, 'Doe'],
      [OIDS.givenName, 'Jo'],
    ],
  ],
  [
    'emailAddress=a,EMAIL=b,1.2.840.113549.1.9.1=c',
    [
      [OIDS.emailAddress, 'a'],
      [OIDS.emailAddress, 'b'],
      [OIDS.emailAddress, 'c'],
    ],
  ],
  [
    'serialNumber=1,SERIALNUMBER=2,jurisdictionC=DE',
    [
      [OIDS.serialNumber, '1'],
      [OIDS.serialNumber, '2'],
      [OIDS.jurisdictionCountry, 'DE'],
    ],
  ],
  [
    'O=Bank\\, Inc.,C=US',
    [
      [O, 'Bank, Inc.'],
      [C, 'US'],
    ],
  ],
  [
    'O="Bank, Inc.",C=US',
    [
      [O, 'Bank, Inc.'],
      [C, 'US'],
    ],
  ],
  [
    'O=Bank, Inc.,C=US',
    [
      [O, 'Bank, Inc.'],
      [C, 'US'],
    ],
  ],
  [
    'O="a \\"b\\" c",C=US',
    [
      [O, 'a "b" c'],
      [C, 'US'],
    ],
  ],
  ['O=a\\=b\\+c\\;d\\<e\\>f\\\\g\\#h\\/i', [[O, 'a=b+c;d<e>f\\g#h/i']]],
  [
    'O=a + b,C=US',
    [
      [O, 'a + b'],
      [C, 'US'],
    ],
  ],
  ['O=Serviços', [[O, 'Serviços']]],
  ['O=Servi\\C3\\A7os', [[O, 'Serviços']]],
  ['O=Servi\\xC3\\xA7os', [[O, 'Serviços']]],
  ['O=\\ a \\ ', [[O, ' a  ']]],
  ['O=  a  ', [[O, 'a']]],
  ['O="  a  "', [[O, '  a  ']]],
  ['O=\\#0c0161', [[O, '#0c0161']]],
  ['O=#1 Bank', [[O, '#1 Bank']]],
  ['O=#ab', [[O, '#ab']]],
  ['O=#020105', [[O, '#020105']]],
  ['O=#1E0400C400E9', [[O, 'Äé']]],
  [
    'O=,C=US',
    [
      [O, ''],
      [C, 'US'],
    ],
  ],
  ['1.2.3.4=x', [['1.2.3.4', 'x']]],
])('%s', (text, attributes) => {
  expect(parseName(text)).toEqual(names(...attributes).toReversed());
});

test.each<[string, readonly (readonly [string, string])[]]>([
  [
    '/C=DE/O=A/B Ltd, Inc./CN=x',
    [
      [C, 'DE'],
      [O, 'A/B Ltd, Inc.'],
      [CN, 'x'],
    ],
  ],
  ['/CN=http:\\/\\/a.example/x', [[CN, 'http://a.example/x']]],
  ['/CN=D\\xC3\\xA4', [[CN, 'Dä']]],
])('slashes: %s', (text, attributes) => {
  expect(parseName(text)).toEqual(names(...attributes));
});

test.each(['CN=a+serialNumber=1,C=DE', 'CN = a + serialNumber = 1, C = DE', 'CN="a"+2.5.4.5=#130131,C=DE'])(
  'several attributes in one relative name: %s',
  (text) => {
    expect(parseName(text)).toEqual([
      [{ oid: C, value: 'DE' }],
      [
        { oid: CN, value: 'a' },
        { oid: OIDS.serialNumber, value: '1' },
      ],
    ]);
  },
);

test('no text is the name of nothing', () => {
  expect(parseName('  ')).toEqual([]);
  expect(renderName([])).toBe('');
});

test.each([
  'D-TRUST CA',
  '=x',
  'FOO=x',
  'CN=a,FOO=b',
  'CN="a',
  'CN="a"b',
  'CN=a\\',
  'CN=a\\q',
  'CN=\\C3',
  '1=x',
  '/',
  '/CN',
  `CN=${'a'.repeat(20_000)}`,
])('%.40j is no name', (text) => {
  expect(parseName(text)).toBeUndefined();
});

test.each([
  [names([C, 'DE'], [O, 'Bank, "Inc." + <Co>; \\']), 'O=Bank\\, \\"Inc.\\" \\+ \\<Co\\>\\; \\\\,C=DE'],
  [names([CN, ' # ']), 'CN=\\ #\\ '],
  [names([CN, '#1']), 'CN=\\#1'],
  [names([CN, ' ']), 'CN=\\ '],
  [names([CN, 'a\r\nb\u001b[0m\u0000']), 'CN=a\\0D\\0Ab\\1B[0m\\00'],
  [names([CN, 'a\u202eb']), 'CN=a\\E2\\80\\AEb'],
  [names([ORGANIZATION_ID, 'PSDDE-BAFIN-1'], ['1.2.3', 'x']), '1.2.3=x,organizationIdentifier=PSDDE-BAFIN-1'],
  [
    [
      [
        { oid: CN, value: 'a' },
        { oid: OIDS.serialNumber, value: '1' },
      ],
    ],
    'CN=a+serialNumber=1',
  ],
])('a name is written as RFC 4514 says (%#)', (name, text) => {
  expect(renderName(name)).toBe(text);
});

const anyValue = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: ANY_CHARACTER }).filter((text) => text.isWellFormed()),
  fc.string({ unit: fc.constantFrom(...' ",+;<>\\#=/\n\t\0a') }),
  fc.constantFrom('', ' ', '  ', '#', '#0c0161', 'a,CN=b', '\\', '\u00a0', '\ufeffa', '\u2028'),
);
const anyOid = fc.oneof(fc.constantFrom(...Object.values(OIDS)), fc.stringMatching(/^[0-2](\.(0|[1-9]\d{0,5})){1,6}$/));
const anyName = fc.array(
  fc.array(fc.record({ oid: anyOid, value: anyValue }, { noNullPrototype: true }), { minLength: 1, maxLength: 3 }),
  { maxLength: 6 },
);

test('a name that was written is read back', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      expect(parseName(renderName(name))).toEqual(name);
    }),
    { numRuns: 2000 },
  );
});

test('any text is a name or is none, and never an exception', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom('CN=', ',', '+', '/', '"', '\\', '#0c', ' = ', 'OID.2.5.4.97='));
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const name = parseName(pieces.join(''));
      if (name !== undefined) expect(parseName(renderName(name))).toEqual(name);
    }),
    { numRuns: 2000 },
  );
});

test.each(['CN=a,', ' ', ',', '"', '\\', 'CN=" ', '+', 'a'])('a long text of %j is read without delay', (piece) => {
  parseName(`CN=${piece.repeat(16_000 / piece.length)}`);
  expect(parseName(piece.repeat(1_000_000))).toBeUndefined();
});

test.each([
  ['case', 'O=Some BANK', 'O=some bank', true],
  ['blanks', 'O="  Some   Bank "', 'O=Some Bank', true],
  ['compatible characters', 'O=ＢＡＮＫ ﬁ', 'O=bank fi', true],
  ['composition', 'O=Bänk', 'O=Ba\u0308nk', true],
  ['sharp s', 'O=STRASSE', 'O=Straße', true],
  ['order within a relative name', 'CN=a+C=DE', 'C=DE+CN=a', true],
  ['another value', 'O=a', 'O=b', false],
  ['another attribute', 'O=a', 'OU=a', false],
  ['one more', 'O=a,C=DE', 'O=a', false],
  ['one in a relative name of its own', 'CN=a+C=DE', 'CN=a,C=DE', false],
  ['order', 'O=a,C=DE', 'C=DE,O=a', false],
  ['blanks within a word', 'O=so me', 'O=some', false],
  ['a value that looks like two', 'CN=a\\,C\\=DE', 'CN=a,C=DE', false],
])('whether names are the same: %s', (_, a, b, expected) => {
  expect(sameName(parseName(a) ?? [], parseName(b) ?? [])).toBe(expected);
  expect(sameName(parseName(b) ?? [], parseName(a) ?? [])).toBe(expected);
});

test('a name is the same from its other end, and in no third order', () => {
  const [forth, back, mixed] = ['CN=a,O=b,C=DE', 'C=DE,O=b,CN=a', 'O=b,CN=a,C=DE'].map((text) => parseName(text) ?? []);
  expect(sameNameEitherOrder(forth ?? [], back ?? [])).toBe(true);
  expect(sameNameEitherOrder(forth ?? [], mixed ?? [])).toBe(false);
});

test('every keyword that is written is read', () => {
  for (const oid of Object.values(OIDS)) expect(parseName(renderName(names([oid, 'x'])))).toEqual(names([oid, 'x']));
});

test('an attribute is found wherever it stands', () => {
  const name = [
    [{ oid: C, value: 'DE' }],
    [
      { oid: CN, value: 'a' },
      { oid: O, value: 'b' },
    ],
    [{ oid: O, value: 'c' }],
  ];
  expect(findAttribute(name, O)).toBe('b');
  expect(findAttribute(name, ORGANIZATION_ID)).toBeUndefined();
});
