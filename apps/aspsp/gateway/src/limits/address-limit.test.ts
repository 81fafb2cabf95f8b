import { expect, test } from 'vitest';
import { createAddressLimit } from './address-limit.ts';

test('SEC-API-005 an address has a burst, and who has none is not counted', () => {
  const limit = createAddressLimit({ burst: 1, perSecond: 1 }, () => new Date(0));
  expect(limit('192.0.2.1')).toEqual({ allowed: true });
  expect(limit('192.0.2.1')).toEqual({ allowed: false, retryAfter: 1 });
  expect(limit('192.0.2.2')).toEqual({ allowed: true });
  expect([limit(undefined), limit(undefined)]).toEqual([{ allowed: true }, { allowed: true }]);
});
