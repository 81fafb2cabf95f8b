import { addDays } from '../../iso-date.ts';
import { parseMoney } from '../../money.ts';
import { createAccount } from '../accounts.ts';
import { DEMO_PSUS } from '../psus.ts';
import type { CreateScene } from '../scene.ts';
import { book, clearingOf, listBankingDays, pay, type Step } from '../steps.ts';

type Rate = readonly [currency: string, rate: string];

/** How much of each a euro is, with as many decimals as the currency has, so that whole euros change without rounding. */
const RATES: readonly [Rate, Rate, Rate] = [
  ['USD', '1.08'],
  ['JPY', '161'],
  ['BHD', '0.407'],
];

/** One IBAN, four currencies, among them one without decimals and one with three; euros are changed into the others. */
export const severalCurrencies: CreateScene = ({ random, today }) => {
  const psu = DEMO_PSUS.severalCurrencies;
  const collection = createAccount('BE', 801, [psu], { currency: 'XXX', name: 'Currencies' });
  const idOf = (currency: string) => `${collection.id}-${currency.toLowerCase()}`;
  const currencies = ['EUR', ...RATES.map(([currency]) => currency)];
  const subAccounts = currencies.map((currency) => {
    const name = `Currencies, ${currency}`;
    return { ...collection, id: idOf(currency), collectionId: collection.id, currency, name, holders: [] };
  });
  const from = addDays(today, -60);
  const deposit = { accountId: idOf('EUR'), amount: parseMoney('EUR', '20000.00') };
  const exchanges = listBankingDays(from, today).flatMap((day, index): Step[] => {
    if (index % 3 !== 0) return [];
    const [currency, rate] = random.pick(RATES);
    const euros = BigInt(random.integer(10, 200));
    const bought = parseMoney(currency, rate).minorUnits * euros;
    const terms = { sourceCurrency: 'EUR', targetCurrency: currency, unitCurrency: 'EUR', exchangeRate: rate };
    const particulars = {
      currencyExchange: [{ ...terms, quotationDate: day }],
      bankTransactionCode: 'FORX-SPOT-OTHR',
    };
    return [
      book(random, day, [
        { accountId: idOf('EUR'), amount: { currency: 'EUR', minorUnits: euros * -100n }, particulars },
        { accountId: clearingOf('EUR'), amount: { currency: 'EUR', minorUnits: euros * 100n } },
        { accountId: clearingOf(currency), amount: { currency, minorUnits: -bought } },
        { accountId: idOf(currency), amount: { currency, minorUnits: bought }, particulars },
      ]),
    ];
  });
  return { psus: [psu], accounts: [collection, ...subAccounts], steps: [pay(random, from, deposit), ...exchanges] };
};
