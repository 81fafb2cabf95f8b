import { expect, test } from 'vitest';
import { isSameCertId, type OcspCertId } from './cert-id.ts';

const ID: OcspCertId = {
  der: new Uint8Array(),
  hash: 'sha1',
  issuerNameHash: '01',
  issuerKeyHash: '02',
  serialNumber: '3',
};

test('two identifiers of one certificate are the same, however they are written', () => {
  expect(isSameCertId(ID, { ...ID, der: Uint8Array.of(5, 0) })).toBe(true);
});

test.each([
  ['hash', 'sha256'],
  ['issuerNameHash', '04'],
  ['issuerKeyHash', '04'],
  ['serialNumber', '4'],
])('another %s is another certificate', (field, value) => {
  expect(isSameCertId(ID, { ...ID, [field]: value })).toBe(false);
});
