import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { keyOf, parseEbaExtract } from './eba-extract.ts';
import { readRegisterExtract } from './read-extract.ts';

const entity = (changes: Readonly<Record<string, unknown>> = {}, properties: readonly object[] = []) => ({
  CA_OwnerID: 'DE_BAFIN',
  EntityCode: 'PSD_PI!DE_BAFIN!100001',
  EntityType: 'PSD_PI',
  Properties: [
    ...properties,
    { ENT_NAT_REF_COD: '100001' },
    { ENT_NAM: 'Aurora Payments GmbH' },
    { ENT_AUT: ['2019-04-12'] },
  ],
  Services: [{ DE: ['PS_070', 'PS_080'] }, { FR: 'PS_080' }],
  ...changes,
});

const extract = (...entities: readonly object[]) => JSON.stringify([[{ disclaimer: ['…'] }], entities]);

const find = (text: string, country?: string, tppId = 'PSDDE-BAFIN-100001') =>
  parseEbaExtract(text, country).get(keyOf(tppId) ?? '');

test('an institution is found by its identifier, with the roles that it may exercise', () => {
  expect(find(extract(entity()))).toEqual({
    legalName: 'Aurora Payments GmbH',
    status: 'active',
    roles: ['PSP_PI', 'PSP_AI'],
  });
  expect(find(extract(entity()), 'FR')?.roles).toEqual(['PSP_AI']);
  expect(find(extract(entity()), 'ES')?.roles).toEqual([]);
  expect(find(extract(entity({ Services: [{ DE: 'PS_05A' }] })))?.roles).toEqual(['PSP_IC']);
});

test.each([
  [['2019-04-12'], 'active'],
  [['2019-04-12', '2021-01-01'], 'withdrawn'],
  [['2019-04-12', '2021-01-01', '2022-01-01'], 'active'],
  [[], 'withdrawn'],
])('authorised on the first day, ended on the second: %j is %s', (days, status) => {
  const dated = extract(entity({ Properties: [{ ENT_NAT_REF_COD: '100001' }, { ENT_AUT: days }] }));
  expect(find(dated)?.status).toBe(status);
});

test.each([
  ['FI_FIN-FSA', '0111027-9', 'PSDFI-FINFSA-01110279'],
  ['FI_FINFSA', '01110279', 'PSDFI-FINFSA-0111027-9'],
  ['MT_MFSA', 'A 12345', 'PSDMT-MFSA-A12345'],
])('%s and %s are %s: hyphens and blanks come and go', (owner, number, tppId) => {
  const spelled = extract(entity({ CA_OwnerID: owner }, [{ ENT_NAT_REF_COD: number }]));
  expect(find(spelled, undefined, tppId)).toBeDefined();
});

test.each([
  ['another authority', 'PSDFR-ACPR-100001'],
  ['another number', 'PSDDE-BAFIN-100002'],
])('%s is another party', (_, tppId) => {
  expect(find(extract(entity()), undefined, tppId)).toBeUndefined();
});

test('of several names the last is taken, and agents and branches are no institutions', () => {
  expect(find(extract(entity({}, [{ ENT_NAM: ['Аврора', 'Avrora'] }])))?.legalName).toBe('Avrora');
  expect(find(extract(entity({ EntityType: 'PSD_AG' })))).toBeUndefined();
});

test.each([
  ['no JSON', '{'],
  ['an object', '{}'],
  ['a list of objects', '[{}]'],
])('%s is no extract', (_, text) => {
  expect(() => parseEbaExtract(text, undefined)).toThrow(expect.objectContaining({ code: 'ERR_REGISTER' }));
});

test('whatever entities are, they are left out where they lack something', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.constant(entity({ Properties: 'x' })))), (entities) => {
      expect(() => parseEbaExtract(JSON.stringify([entities]), undefined)).not.toThrow();
    }),
  );
});

test('a file is read again when it has changed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'openxs2a-register-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'register.json');
  writeFileSync(path, extract(entity()));
  const lookup = readRegisterExtract({ path, country: 'DE' });
  expect(await lookup('PSDDE-BAFIN-100001')).toMatchObject({ status: 'active', source: path });
  expect(await lookup('PSDDE-BAFIN-100002')).toBeUndefined();
  expect(await lookup('no identifier')).toBeUndefined();
  writeFileSync(path, extract());
  utimesSync(path, new Date(0), new Date(0));
  expect(await lookup('PSDDE-BAFIN-100001')).toBeUndefined();
  rmSync(path);
  await expect(lookup('PSDDE-BAFIN-100001')).rejects.toThrow('ENOENT');
});
