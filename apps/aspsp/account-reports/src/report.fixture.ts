import type {
  AccountReference,
  BookedEntry,
  EntryDetail,
  ExchangeRate,
  PaymentParticulars,
  PendingEntry,
  Transaction,
} from '@openxs2a/core-banking';
import { addDays } from '@openxs2a/core-banking';
import fc from 'fast-check';
import type { AccountReport, AccountStatement, ReportMessage } from './report.ts';

const CURRENCIES = ['EUR', 'JPY', 'BHD'];

const NASTY = [
  ']]>',
  '&amp;',
  '<Amt>',
  '&#x0;',
  '\u{0}\u{8}',
  '\r\n:61:',
  '\r\n-',
  '?32',
  '/NAME/',
  'EREF+',
  '😀',
  '\u{D800}',
  '\u{FFFF}',
];

/** Text as hostile as it may come: markup, control characters, tags of SWIFT, lone surrogates, emoji. */
export const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...NASTY, '::::', '----', 'Straße', 'Ελλάς'),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''));

const longText = fc.oneof(
  hostileText,
  hostileText.map((text) => text.repeat(40)),
);
const reference = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9-]{1,35}$/),
  hostileText.map((text) => text.slice(0, 35)),
);
const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2025-01-01', days));
const minorUnits = fc.bigInt({ min: -(10n ** 10n), max: 10n ** 10n });

const exchangeRate: fc.Arbitrary<ExchangeRate> = fc.record({
  sourceCurrency: fc.constantFrom('USD', 'EUR'),
  targetCurrency: fc.constantFrom('EUR', 'JPY'),
  unitCurrency: fc.constantFrom('USD', 'EUR'),
  exchangeRate: fc.constantFrom('1.0834', '0.0061', '161.23', '1.123456789012'),
  quotationDate: day,
});

const account: fc.Arbitrary<AccountReference> = fc.oneof(
  fc.record({ iban: fc.constantFrom('AT611904300234573201', 'DE75512108001245126199') }),
  fc.record({ bban: reference, currency: fc.constantFrom('EUR', 'euro') }, { requiredKeys: ['bban'] }),
  fc.record({ other: fc.record({ identification: reference, issuer: hostileText }) }),
  fc.record({ pan: fc.constant('4000000000000002') }),
);

const payment: fc.Arbitrary<PaymentParticulars> = fc.record(
  {
    endToEndId: reference,
    mandateId: reference,
    checkId: reference,
    creditorId: reference,
    creditorName: longText,
    creditorAccount: account,
    creditorAgent: fc.oneof(fc.constantFrom('BKAUATWW', 'COBADEFFXXX'), hostileText),
    ultimateCreditor: longText,
    debtorName: longText,
    debtorAccount: account,
    debtorAgent: fc.constantFrom('BKAUATWW', 'COBADEFFXXX'),
    ultimateDebtor: longText,
    currencyExchange: fc.array(exchangeRate, { minLength: 1, maxLength: 3 }),
    purposeCode: fc.constantFrom('SALA', 'TAXS'),
    remittanceInformationUnstructured: fc.array(longText, { minLength: 1, maxLength: 3 }),
    remittanceInformationStructured: fc.array(
      fc.record(
        { reference, referenceType: fc.oneof(fc.constant('SCOR'), reference), referenceIssuer: reference },
        { requiredKeys: ['reference'] },
      ),
      { minLength: 1, maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

function entry(currency: string, status: fc.Arbitrary<'booked' | 'pending'>): fc.Arbitrary<Transaction> {
  const money = minorUnits.map((amount) => ({ currency, minorUnits: amount }));
  const detail: fc.Arbitrary<EntryDetail> = fc
    .tuple(payment, money)
    .map(([particulars, transactionAmount]) => ({ ...particulars, transactionAmount }));
  const batch = fc.array(detail, { minLength: 1, maxLength: 3 }).map((entryDetails) => ({
    entryDetails,
    batchNumberOfTransactions: entryDetails.length,
  }));
  const codes = fc.record(
    {
      bankTransactionCode: fc.constantFrom('PMNT-RCDT-ESCT', 'PMNT-IDDT-ESDD', 'odd', ''),
      proprietaryBankTransactionCode: reference,
      additionalInformation: longText,
      valueDate: day,
    },
    { requiredKeys: [] },
  );
  return fc
    .tuple(status, fc.tuple(reference, reference, day), money, payment, codes, fc.option(batch, { nil: {} }))
    .map(([bookingStatus, [transactionId, entryReference, date], transactionAmount, particulars, more, details]) => {
      const booked: BookedEntry = {
        bookingStatus: 'booked',
        transactionId,
        transactionAmount,
        entryReference,
        bookingDate: date,
      };
      const pending: PendingEntry = { bookingStatus: 'pending', transactionId, transactionAmount, entryDate: date };
      return { ...(bookingStatus === 'booked' ? booked : pending), ...particulars, ...more, ...details };
    });
}

function report(statuses: readonly ('booked' | 'pending')[]): fc.Arbitrary<AccountReport> {
  return fc.constantFrom(...CURRENCIES).chain((currency) =>
    fc.record({
      reportId: fc.stringMatching(/^[A-Z0-9]{1,16}$/),
      sequenceNumber: fc.integer({ min: 0, max: 99_999 }),
      account: fc.record({
        iban: fc.constant('AT611904300234573201'),
        currency: fc.constant(currency),
        name: hostileText,
        owners: fc.array(fc.record({ name: hostileText }), { maxLength: 2 }),
      }),
      balances: fc.array(
        fc.record({
          balanceType: fc.constantFrom('expected', 'interimAvailable', 'forwardAvailable', 'nonInvoiced'),
          balanceAmount: minorUnits.map((amount) => ({ currency, minorUnits: amount })),
          creditLimitIncluded: fc.boolean(),
        }),
        { maxLength: 3 },
      ),
      transactions: fc.array(entry(currency, fc.constantFrom(...statuses)), { maxLength: 6 }),
    }),
  );
}

function message<Report extends AccountReport>(reports: fc.Arbitrary<Report>): fc.Arbitrary<ReportMessage<Report>> {
  return fc.array(reports, { minLength: 1, maxLength: 2 }).map((all) => ({
    messageId: 'MESSAGE-1',
    createdAt: new Date('2026-11-26T10:00:00Z'),
    reports: all,
  }));
}

function toStatement(plain: AccountReport, openingUnits: bigint): AccountStatement {
  const { currency } = plain.account;
  const sum = plain.transactions.reduce(
    (total, { transactionAmount }) => total + transactionAmount.minorUnits,
    openingUnits,
  );
  return {
    ...plain,
    opening: { amount: { currency, minorUnits: openingUnits }, date: '2025-01-01' },
    closing: { amount: { currency, minorUnits: sum }, date: '2026-11-30' },
  };
}

export const reportMessage = message(report(['booked', 'pending']));
export const statementMessage = message(
  fc.tuple(report(['booked']), minorUnits).map(([plain, opening]) => toStatement(plain, opening)),
);

/** A statement of entries that are given, opened with nothing. */
export function statementOf(transactions: readonly Transaction[]): ReportMessage<AccountStatement> {
  const account = { iban: 'AT611904300234573201', currency: 'EUR' };
  const plain: AccountReport = { reportId: 'REPORT1', account, balances: [], transactions };
  return { messageId: 'MESSAGE-1', createdAt: new Date('2026-11-26T10:00:00Z'), reports: [toStatement(plain, 0n)] };
}

export function bookedEntry(changes: Partial<BookedEntry & PaymentParticulars> = {}): Transaction {
  return {
    bookingStatus: 'booked',
    transactionId: 'T1',
    entryReference: 'E1',
    bookingDate: '2026-11-25',
    transactionAmount: { currency: 'EUR', minorUnits: -1250n },
    ...changes,
  };
}
