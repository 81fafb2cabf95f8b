import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CoreBankingError } from './error.ts';
import { formatMoney, fractionDigits, parseMoney } from './money.ts';

const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KRW', 'BHD', 'TND', 'SEK', 'HUF');
// so many minor units have 14 digits or fewer before the decimals, whatever the currency
const minorUnits = fc.bigInt({ min: -(10n ** 14n) + 1n, max: 10n ** 14n - 1n });

test('what is formatted is parsed to the same amount', () => {
  fc.assert(
    fc.property(currency, minorUnits, (currency, minorUnits) => {
      expect(parseMoney(currency, formatMoney({ currency, minorUnits }))).toEqual({ currency, minorUnits });
    }),
  );
});

test('every amount is written as the interface demands it, with the decimals of its currency', () => {
  fc.assert(
    fc.property(currency, minorUnits, (currency, minorUnits) => {
      const text = formatMoney({ currency, minorUnits });
      expect(text).toMatch(/^-?[0-9]{1,14}(\.[0-9]{1,3})?$/);
      expect(text.split('.')[1]?.length ?? 0).toBe(fractionDigits(currency));
    }),
  );
});

test('trailing zeros beyond the decimals change nothing, and leaving zeros out does not either', () => {
  fc.assert(
    fc.property(currency, fc.integer({ min: -99_999, max: 99_999 }), (currency, whole) => {
      const amounts = [`${whole}`, `${whole}.0`, `${whole}.000`].map((text) => parseMoney(currency, text));
      expect(new Set(amounts.map(formatMoney)).size).toBe(1);
    }),
  );
});

test.each([
  ['EUR', '-12.00', -1_200n],
  ['EUR', '0.05', 5n],
  ['EUR', '-0.05', -5n],
  ['EUR', '5', 500n],
  ['EUR', '99999999999999.99', 9_999_999_999_999_999n],
  ['JPY', '1250', 1_250n],
  ['JPY', '1250.00', 1_250n],
  ['BHD', '0.125', 125n],
  ['EUR', '1.230', 123n],
])('%s %s is %s minor units', (currency, text, minorUnits) => {
  expect(parseMoney(currency, text)).toEqual({ currency, minorUnits });
});

test.each([
  ['EUR', '1,5'],
  ['EUR', '12.3456'],
  ['EUR', '12.345'],
  ['JPY', '0.5'],
  ['EUR', '+1'],
  ['EUR', '1e2'],
  ['EUR', ''],
  ['EUR', '.5'],
  ['EUR', '5.'],
  ['EUR', ' 5'],
  ['EUR', '5\n'],
  ['EUR', '100000000000000'],
  ['EUR', '٣'],
  ['XXX', '1'],
  ['eur', '1'],
  ['EURO', '1'],
  ['__proto__', '1'],
])('%s "%s" is refused', (currency, text) => {
  const refusal = expect(() => parseMoney(currency, text));
  refusal.toThrow(CoreBankingError);
  refusal.toThrow(expect.objectContaining({ code: 'ERR_CORE_AMOUNT' }));
});
