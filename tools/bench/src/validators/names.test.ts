import { expect, test } from 'vitest';
import { toExportName } from './names.ts';

test.each([
  ['consents', 'zConsents'],
  ['Error401_NG_AIS', 'zError401NgAis'],
  ['transactionsResponse-200_json', 'zTransactionsResponse200Json'],
  ['accountList', 'zAccountList'],
])('the schema of %s is exported as %s', (component, name) => {
  expect(toExportName('z', component)).toBe(name);
});
