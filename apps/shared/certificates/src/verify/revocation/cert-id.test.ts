import { expect, test } from 'vitest';
import { type CertId, isSameCertId } from './cert-id.ts';

const ID: CertId = { hash: '1.3.14.3.2.26', issuerNameHash: '01', issuerKeyHash: '02', serialNumber: '03' };

test('two identifiers of one certificate are the same', () => {
  expect(isSameCertId(ID, { ...ID })).toBe(true);
});

test.each(Object.keys(ID))('another %s is another certificate', (field) => {
  expect(isSameCertId(ID, { ...ID, [field]: '04' })).toBe(false);
});
