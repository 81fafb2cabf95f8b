import {
  type AccountReference,
  addDays,
  type CardParticulars,
  type CardTransaction,
  type EntryDetail,
  type ExchangeRate,
  type Money,
  type PaymentParticulars,
  type StandingOrder,
  type Transaction,
} from '@openxs2a/core-banking';
import { ANY_CHARACTER } from '@openxs2a/service/testing/any-character';
import fc from 'fast-check';

/** A full card number, which is to be seen nowhere. */
export const PAN = '4000000000000002';
/** What a connector has of its own, which is to be seen nowhere either. */
export const INTERNAL = 'internal-4711';

const text = (longest: number) => fc.string({ unit: ANY_CHARACTER, minLength: 1, maxLength: longest });
const id = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 35 });
const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2024-11-26', days));

const minorUnits = fc.bigInt({ min: -(10n ** 14n) + 1n, max: 10n ** 14n - 1n });
const money = fc.record({ currency: fc.constantFrom('EUR', 'JPY', 'BHD'), minorUnits });

const account: fc.Arbitrary<AccountReference> = fc.oneof(
  fc.record(
    { iban: fc.constantFrom('AT611904300234573201', 'DE75512108001245126199'), currency: fc.constant('EUR') },
    { requiredKeys: ['iban'] },
  ),
  fc.record({ bban: fc.stringMatching(/^[A-Za-z0-9]{1,30}$/) }),
  fc.record({ msisdn: fc.constant('+49 30 901820') }),
  fc.record({ other: fc.record({ identification: id }) }),
  fc.record({ pan: fc.constant(PAN) }),
  fc.record({ maskedPan: fc.constantFrom(PAN, '400000******0002') }),
);

const rate: fc.Arbitrary<ExchangeRate> = fc.record(
  {
    sourceCurrency: fc.constant('USD'),
    targetCurrency: fc.constant('EUR'),
    unitCurrency: fc.constant('EUR'),
    exchangeRate: fc.constant('1.0834'),
    quotationDate: day,
    contractIdentification: id,
  },
  { requiredKeys: ['sourceCurrency', 'targetCurrency', 'unitCurrency', 'exchangeRate', 'quotationDate'] },
);

const agent = fc.oneof(fc.constantFrom('BKAUATWW', 'COBADEFFXXX'), text(40));

const payment: fc.Arbitrary<PaymentParticulars> = fc.record(
  {
    endToEndId: id,
    mandateId: id,
    checkId: id,
    creditorId: id,
    currencyExchange: fc.array(rate, { minLength: 1, maxLength: 2 }),
    creditorName: text(200),
    creditorAccount: account,
    creditorAgent: agent,
    ultimateCreditor: text(200),
    debtorName: text(200),
    debtorAccount: account,
    debtorAgent: agent,
    ultimateDebtor: text(200),
    remittanceInformationUnstructured: fc.array(text(300), { minLength: 1, maxLength: 3 }),
    remittanceInformationStructured: fc.array(
      fc.record({ reference: id, referenceType: id, referenceIssuer: id }, { requiredKeys: ['reference'] }),
      { minLength: 1, maxLength: 2 },
    ),
    purposeCode: fc.constantFrom('SALA', 'RENT'),
  },
  { requiredKeys: [] },
);

const detail: fc.Arbitrary<EntryDetail> = fc
  .tuple(payment, money)
  .map(([particulars, transactionAmount]) => ({ ...particulars, transactionAmount }));

/** An entry, booked or pending, but for what is said about it. */
const frame = fc
  .record({
    isBooked: fc.boolean(),
    transactionId: id,
    entryReference: id,
    day,
    valueDate: fc.option(day),
    money,
    after: fc.option(money),
  })
  .map(({ isBooked, transactionId, entryReference, day: date, valueDate, money: transactionAmount, after }) => ({
    ...{ transactionId, transactionAmount, internalId: INTERNAL },
    ...(valueDate === null ? {} : { valueDate }),
    ...(isBooked
      ? {
          ...({ bookingStatus: 'booked', entryReference, bookingDate: date } as const),
          ...(after === null ? {} : { balanceAfterTransaction: after }),
        }
      : ({ bookingStatus: 'pending', entryDate: date } as const)),
  }));

export const transaction: fc.Arbitrary<Transaction> = fc
  .tuple(
    frame,
    payment,
    fc.option(fc.array(detail, { minLength: 1, maxLength: 3 })),
    fc.record(
      {
        additionalInformation: text(800),
        bankTransactionCode: fc.constantFrom('PMNT-RCDT-ESCT', 'PMNT-IDDT-ESDD'),
        proprietaryBankTransactionCode: id,
      },
      { requiredKeys: [] },
    ),
  )
  .map(([entry, particulars, entryDetails, more]) => ({
    ...entry,
    ...particulars,
    ...more,
    ...(entryDetails === null ? {} : { entryDetails, batchNumberOfTransactions: entryDetails.length }),
  }));

export const standingOrder: fc.Arbitrary<StandingOrder> = fc
  .tuple(
    payment,
    fc.record(
      {
        transactionAmount: money,
        bankTransactionCode: fc.constantFrom('PMNT-ICDT-STDO', 'PMNT-MCOP-OTHR'),
        frequency: fc.constantFrom('Daily', 'Weekly', 'Monthly', 'MonthlyVariable'),
        startDate: day,
        endDate: day,
        executionRule: fc.constantFrom('following', 'preceding'),
        withinAMonthFlag: fc.boolean(),
        multiplicator: fc.integer({ min: 1, max: 9 }),
        dayOfExecution: fc.constantFrom('1', '15', '31'),
        limitAmount: money,
      },
      { requiredKeys: ['transactionAmount', 'bankTransactionCode', 'frequency'] },
    ),
  )
  .map(([particulars, order]) => ({ ...particulars, ...order, id: INTERNAL }));

const card: fc.Arbitrary<CardParticulars> = fc.record(
  {
    terminalId: id,
    transactionDate: day,
    acceptorTransactionDateTime: fc.date({
      min: new Date('2024-01-01'),
      max: new Date('2027-01-01'),
      noInvalidDate: true,
    }),
    grandTotalAmount: money,
    originalAmount: money,
    currencyExchange: fc.array(rate, { minLength: 1, maxLength: 2 }),
    markupFee: money,
    markupFeePercentage: fc.constant('1.5'),
    cardAcceptorId: id,
    cardAcceptorName: text(200),
    cardAcceptorAddress: fc.record({ townName: fc.constant('Utrecht'), country: fc.constant('NL') }),
    cardAcceptorPhone: fc.constant('+43-1-5035750'),
    merchantCategoryCode: fc.constant('5411'),
    maskedPan: fc.constantFrom(PAN, '400000******0002'),
    transactionDetails: text(1500),
    invoiced: fc.boolean(),
    proprietaryBankTransactionCode: id,
  },
  { requiredKeys: [] },
);

export const cardTransaction: fc.Arbitrary<CardTransaction> = fc
  .tuple(frame, card)
  .map(([entry, particulars]) => ({ ...entry, ...particulars }));

/** The amounts of an entry that are told of it, with what they are of. */
export function amountsIn(value: object): readonly Money[] {
  return Object.values(value).flatMap((member): readonly Money[] => {
    if (Array.isArray(member)) return member.flatMap(amountsIn);
    if (typeof member !== 'object' || member === null || member instanceof Date) return [];
    return isMoney(member) ? [member] : amountsIn(member);
  });
}

function isMoney(value: object): value is Money {
  return 'minorUnits' in value && 'currency' in value;
}
