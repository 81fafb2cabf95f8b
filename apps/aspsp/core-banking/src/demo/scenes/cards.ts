import { addDays, type IsoDate } from '../../iso-date.ts';
import type { CardParticulars } from '../../transaction.ts';
import { createAccount, createCardAccount } from '../accounts.ts';
import { DEMO_PSUS } from '../psus.ts';
import type { CreateScene, SceneContext } from '../scene.ts';
import { announce, book, eur, listBankingDays, pay, type Step } from '../steps.ts';

/** A card account beside a current account: purchases at home and abroad, bills, and bills that are paid. */
export const cards: CreateScene = (context) => {
  const { random, today } = context;
  const psu = DEMO_PSUS.cards;
  const account = createAccount('NL', 701, [psu]);
  const card = createCardAccount(702, psu, 300_000n);
  const from = addDays(today, -100);
  const maskedPan = card.maskedPan ?? '';
  let unbilled = 0n;
  const spent = listBankingDays(from, today).flatMap((day, index): Step[] => {
    const [cents, particulars] = index % 7 === 3 ? buyAbroad(context, day) : buyAtHome(context, day);
    unbilled += BigInt(cents);
    const purchase = pay(random, day, {
      accountId: card.id,
      amount: eur(cents),
      particulars: { ...particulars, maskedPan },
    });
    if (index % 21 !== 20) return [purchase];
    const settlement = settle(context, account.id, card.id, day, unbilled);
    unbilled = 0n;
    return [purchase, { kind: 'bill', day, accountId: card.id }, settlement];
  });
  const [cents, particulars] = buyAtHome(context, today);
  const pending = { accountId: card.id, amount: eur(cents), particulars: { ...particulars, maskedPan } };
  const first = pay(random, from, { accountId: account.id, amount: eur(900_000) });
  return { psus: [psu], accounts: [account, card], steps: [first, ...spent, announce(random, today, pending)] };
};

/** The bill is paid from the current account on the day that it is made. */
function settle({ random }: SceneContext, from: string, to: string, day: IsoDate, unbilled: bigint): Step {
  const bankTransactionCode = 'PMNT-ICDT-BOOK';
  const particulars = { creditorName: 'Demo Cards', additionalInformation: 'Bill of the card', bankTransactionCode };
  return book(random, day, [
    { accountId: from, amount: { currency: 'EUR', minorUnits: unbilled }, particulars },
    {
      ...{ accountId: to, amount: { currency: 'EUR', minorUnits: -unbilled }, settlesBill: true },
      particulars: { transactionDetails: 'Payment of the bill, thank you' },
    },
  ]);
}

type Purchase = readonly [cents: number, particulars: CardParticulars];

function buyAtHome({ random }: SceneContext, day: IsoDate): Purchase {
  const [cardAcceptorName, merchantCategoryCode] = random.pick([
    ['Demo Supermarket', '5411'],
    ['Demo Restaurant', '5812'],
    ['Demo Railway', '4112'],
  ]);
  const shop = { cardAcceptorName, merchantCategoryCode, cardAcceptorId: `DEMO${merchantCategoryCode}` };
  const place = { cardAcceptorAddress: { townName: 'Utrecht', country: 'NL' }, terminalId: 'T0001' };
  return [-random.integer(300, 9_900), { ...shop, ...place, transactionDate: addDays(day, -1) }];
}

function buyAbroad({ random }: SceneContext, day: IsoDate): Purchase {
  const dollars = random.integer(1_000, 20_000);
  // euro cents at 1.0800 dollars a euro, rounded, and 1.5 % on top
  const cents = Math.round((dollars * 10_000) / 10_800);
  const fee = Math.round(cents * 0.015);
  const rate = { sourceCurrency: 'USD', targetCurrency: 'EUR', unitCurrency: 'EUR', exchangeRate: '1.0800' };
  return [
    -(cents + fee),
    {
      ...{ cardAcceptorName: 'Demo Hotel', merchantCategoryCode: '7011', transactionDate: addDays(day, -2) },
      acceptorTransactionDateTime: new Date(`${addDays(day, -2)}T18:30:00Z`),
      cardAcceptorAddress: { townName: 'Boston', country: 'US' },
      originalAmount: { currency: 'USD', minorUnits: BigInt(-dollars) },
      currencyExchange: [{ ...rate, quotationDate: addDays(day, -1) }],
      ...{ markupFee: eur(-fee), markupFeePercentage: '1.5' },
    },
  ];
}
