import { Name } from '@peculiar/asn1-x509';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANY_CHARACTER } from '../any-character.fixture.ts';
import { OIDS } from '../oids.ts';
import { parseDer, toDer } from '../read/asn1.ts';
import { toName } from '../read/name.ts';
import { toAsn1Name } from './name.ts';

const encode = (oid: string, value: string) => Buffer.from(toDer(toAsn1Name([[{ oid, value }]]))).toString('latin1');

test.each([
  ['C', OIDS.countryName, '\x13'],
  ['serialNumber', OIDS.serialNumber, '\x13'],
  ['dnQualifier', OIDS.dnQualifier, '\x13'],
  ['jurisdictionCountry', OIDS.jurisdictionCountry, '\x13'],
  ['DC', OIDS.domainComponent, '\x16'],
  ['emailAddress', OIDS.emailAddress, '\x16'],
  ['O', OIDS.organizationName, '\x0c'],
  ['organizationIdentifier', OIDS.organizationIdentifier, '\x0c'],
  ['an attribute of whoever', '1.2.3', '\x0c'],
])('%s has the string type of its standard', (_, oid, tag) => {
  expect(encode(oid, 'Ab')).toContain(`${tag}\x02Ab`);
});

test.each([
  ['C', OIDS.countryName, 'Ö'],
  ['C', OIDS.countryName, 'a*b'],
  ['emailAddress', OIDS.emailAddress, 'ä@b.example'],
  ['O', OIDS.organizationName, 'half \ud800'],
  ['O', OIDS.organizationName, ''],
])('%s (%s) cannot be "%s"', (_, oid, value) => {
  expect(() => encode(oid, value)).toThrow(expect.objectContaining({ code: 'ERR_NAME_NOT_ENCODABLE' }));
});

test('attributes of one set stand in the order of DER, however they were given', () => {
  const attributes = [
    { oid: OIDS.organizationName, value: 'long enough to come last' },
    { oid: OIDS.commonName, value: 'bbb' },
    { oid: OIDS.commonName, value: 'aaa' },
  ];
  const write = (set: typeof attributes) => Buffer.from(toDer(toAsn1Name([set]))).toString('latin1');
  expect(write(attributes)).toBe(write(attributes.toReversed()));
  expect(write(attributes)).toMatch(/aaa.*bbb.*long enough/s);
});

test('any name of any text reads as it was written', () => {
  const attribute = fc.record({
    oid: fc.constantFrom(OIDS.organizationName, OIDS.commonName, OIDS.organizationIdentifier, '1.3.6.1.4.1.99999.1'),
    value: fc.string({ unit: ANY_CHARACTER, minLength: 1 }).filter((text) => text.isWellFormed()),
  });
  fc.assert(
    fc.property(
      fc.array(
        attribute.map((each) => [each]),
        { maxLength: 8 },
      ),
      (name) => {
        expect(toName(parseDer(toDer(toAsn1Name(name)), Name, 'name'), 'name')).toEqual(name);
      },
    ),
  );
});
