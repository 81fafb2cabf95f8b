import type { Money, PaymentParticulars, Transaction } from '@openxs2a/core-banking';
import { parseMoney } from '@openxs2a/core-banking';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bookedEntry, reportMessage, statementMessage, statementOf } from '../report.fixture.ts';
import { renderCamt052 } from './camt-052.ts';
import { renderCamt053 } from './camt-053.ts';
import { all, type Node, readDocument, texts } from './read-camt.fixture.ts';
import { findSchemaErrors } from './schema.fixture.ts';

test('camt.053 keeps the schema, whatever stands in the entries', async () => {
  const messages = fc.sample(statementMessage, { numRuns: 60 });
  expect(await findSchemaErrors('053', ...messages.map(renderCamt053))).toEqual([]);
});

test('camt.052 keeps the schema, whatever stands in the entries', async () => {
  const messages = fc.sample(reportMessage, { numRuns: 60 });
  expect(await findSchemaErrors('052', ...messages.map(renderCamt052))).toEqual([]);
});

test.each([
  ['an element of another order', '</Sts><BookgDt>', '</Sts><ValDt><Dt>2026-01-01</Dt></ValDt><BookgDt>'],
  ['a sign in the figure', 'Ccy="EUR">12.50', 'Ccy="EUR">-12.50'],
  ['a side that does not exist', 'DBIT', 'DEBIT'],
  ['a day that does not exist', '2026-11-25', '2026-11-31'],
  ['text of nothing', '<NtryRef>E1', '<NtryRef>'],
  ['an unknown element', '<NtryRef>', '<Other>x</Other><NtryRef>'],
])('the description of the schema finds %s', async (_, sound, broken) => {
  const xml = renderCamt053(statementOf([bookedEntry()]));
  expect(xml).toContain(sound);
  expect(await findSchemaErrors('053', xml)).toEqual([]);
  expect(await findSchemaErrors('053', xml.replace(sound, broken))).not.toEqual([]);
});

test('what is read from camt.053 is what was written into it, and adds up', () => {
  fc.assert(
    fc.property(statementMessage, (message) => {
      const statements = all(readDocument(renderCamt053(message)), 'BkToCstmrStmt/Stmt');
      expect(statements).toHaveLength(message.reports.length);
      statements.forEach((statement, index) => {
        const { transactions = [], opening, closing } = message.reports[index] ?? {};
        expect(all(statement, 'Ntry').map(readEntry)).toEqual(transactions.map(expectedEntry));
        const [first, last] = all(statement, 'Bal').map(readMoney);
        expect([first, last]).toEqual([opening?.amount, closing?.amount]);
        const sum = all(statement, 'Ntry').reduce((total, entry) => total + readMoney(entry).minorUnits, 0n);
        expect((first?.minorUnits ?? 0n) + sum).toBe(last?.minorUnits);
      });
    }),
    { numRuns: 80 },
  );
});

test('AIS-TRX-033 camt.052 has booked and pending entries, each with its status', () => {
  fc.assert(
    fc.property(reportMessage, (message) => {
      const reports = all(readDocument(renderCamt052(message)), 'BkToCstmrAcctRpt/Rpt');
      const read = reports.map((report) => all(report, 'Ntry').map(readEntry));
      expect(read).toEqual(message.reports.map(({ transactions }) => transactions.map(expectedEntry)));
    }),
    { numRuns: 80 },
  );
});

test('no full card number goes out', () => {
  fc.assert(fc.property(reportMessage, (message) => !renderCamt052(message).includes('4000000000000002')));
});

test('the same report is the same text', () => {
  const message = statementOf([bookedEntry({ creditorName: 'Bäckerei & Söhne' })]);
  expect(renderCamt053(message)).toBe(renderCamt053(structuredClone(message)));
});

test('a batch says how many payments it has, and what its entry says of all of them', () => {
  const amount = { currency: 'EUR', minorUnits: -625n };
  const batch = {
    ...bookedEntry({ debtorName: 'Demo Works', remittanceInformationUnstructured: ['payroll'] }),
    batchNumberOfTransactions: 2,
    entryDetails: [
      { transactionAmount: amount, creditorName: 'A', remittanceInformationUnstructured: ['salary A'] },
      { transactionAmount: amount, creditorName: 'B', remittanceInformationUnstructured: ['salary B'] },
    ],
  };
  const document = readDocument(renderCamt053(statementOf([batch])));
  const details = 'BkToCstmrStmt/Stmt/Ntry/NtryDtls';
  expect(texts(document, `${details}/Btch/NbOfTxs`)).toEqual(['2']);
  expect(texts(document, `${details}/TxDtls/RltdPties/Cdtr/Pty/Nm`)).toEqual(['A', 'B']);
  expect(texts(document, `${details}/TxDtls/RltdPties/Dbtr/Pty/Nm`)).toEqual(['Demo Works', 'Demo Works']);
  expect(texts(document, `${details}/TxDtls/RmtInf/Ustrd`)).toEqual(['salary A', 'salary B']);
  expect(texts(document, 'BkToCstmrStmt/Stmt/Ntry/AddtlNtryInf')).toEqual(['payroll']);
});

function readMoney(node: Node): Money {
  const [amount] = all(node, 'Amt');
  const sign = texts(node, 'CdtDbtInd')[0] === 'DBIT' ? '-' : '';
  return parseMoney(amount?.currency ?? '', `${sign}${amount?.text}`);
}

function readEntry(node: Node): unknown {
  return {
    amount: readMoney(node),
    status: texts(node, 'Sts/Cd'),
    references: [texts(node, 'NtryRef'), texts(node, 'AcctSvcrRef')],
    dates: [
      texts(node, 'BookgDt/Dt'),
      texts(node, 'ValDt/Dt'),
      texts(node, 'NtryDtls/TxDtls/RltdDts/Prtry/Dt/Dt').slice(0, 1),
    ],
    batch: texts(node, 'NtryDtls/Btch/NbOfTxs'),
    payments: all(node, 'NtryDtls/TxDtls').map(readPayment),
  };
}

function expectedEntry(entry: Transaction): unknown {
  const booked = entry.bookingStatus === 'booked';
  const { entryDetails = [], valueDate, batchNumberOfTransactions: count, transactionAmount } = entry;
  const payments = entryDetails.length > 0 ? entryDetails.map((detail) => ({ ...entry, ...detail })) : [entry];
  return {
    amount: transactionAmount,
    status: [booked ? 'BOOK' : 'PDNG'],
    references: [written(booked ? entry.entryReference : undefined, 35), written(entry.transactionId, 35)],
    dates: [booked ? [entry.bookingDate] : [], valueDate ? [valueDate] : [], booked ? [] : [entry.entryDate]],
    batch: count === undefined ? [] : [String(count)],
    payments: payments.map((payment) => expectedPayment(payment.transactionAmount, payment)),
  };
}

function readPayment(node: Node): unknown {
  const remittance = all(node, 'RmtInf/Strd/CdtrRefInf');
  return {
    amount: readMoney(node),
    references: ['EndToEndId', 'MndtId', 'ChqNb'].map((name) => texts(node, `Refs/${name}`)),
    parties: ['Dbtr', 'UltmtDbtr', 'Cdtr', 'UltmtCdtr'].map((name) => texts(node, `RltdPties/${name}/Pty/Nm`)),
    creditorId: texts(node, 'RltdPties/Cdtr/Pty/Id/PrvtId/Othr/Id'),
    accounts: ['DbtrAcct', 'CdtrAcct'].map((name) => all(node, `RltdPties/${name}/Id`).map(readAccount)),
    agents: ['DbtrAgt', 'CdtrAgt'].map((name) =>
      all(node, `RltdAgts/${name}/FinInstnId`).map(({ children }) => children[0]?.text),
    ),
    purpose: texts(node, 'Purp/Cd'),
    unstructured: texts(node, 'RmtInf/Ustrd').join(''),
    structured: remittance.map((part) => texts(part, 'Ref')),
    rates: [...texts(node, 'AmtDtls/TxAmt/CcyXchg/XchgRate'), ...texts(node, 'AmtDtls/PrtryAmt/CcyXchg/XchgRate')],
    words: texts(node, 'AddtlTxInf').some((words) => words.includes('1.123456789012')),
  };
}

function readAccount(id: Node): string | undefined {
  return texts(id, 'IBAN')[0] ?? texts(id, 'Othr/Id')[0];
}

function expectedPayment(amount: Money, payment: PaymentParticulars): unknown {
  const rates = (payment.currencyExchange ?? []).map(({ exchangeRate }) => exchangeRate);
  const accounts = [payment.debtorAccount, payment.creditorAccount];
  return {
    amount,
    references: [payment.endToEndId, payment.mandateId, payment.checkId].map((reference) => written(reference, 35)),
    parties: [payment.debtorName, payment.ultimateDebtor, payment.creditorName, payment.ultimateCreditor].map((name) =>
      written(name, 140),
    ),
    creditorId: written(payment.creditorId, 35),
    accounts: accounts.map((account) => written(account?.iban ?? account?.bban ?? account?.other?.identification, 34)),
    agents: [payment.debtorAgent, payment.creditorAgent].map((agent) => written(agent, 140)),
    purpose: payment.purposeCode ? [payment.purposeCode] : [],
    unstructured: (payment.remittanceInformationUnstructured ?? []).map(mended).join(''),
    // one that says nothing has no element
    structured: (payment.remittanceInformationStructured ?? [])
      .filter((remittance) => Object.values(remittance).some(Boolean))
      .map(({ reference }) => written(reference, 35)),
    rates: rates.filter((rate) => rate !== '1.123456789012'),
    words: rates.includes('1.123456789012'),
  };
}

// as the README says it: what XML cannot carry is U+FFFD, what is too long ends in ...
function written(value: string | undefined, limit: number): readonly string[] {
  if (!value) return [];
  const characters = [...mended(value)];
  return [characters.length > limit ? `${characters.slice(0, limit - 3).join('')}...` : characters.join('')];
}

function mended(value: string): string {
  return [...value].map((character) => (isCarried(character.codePointAt(0) ?? 0) ? character : '\u{FFFD}')).join('');
}

function isCarried(code: number): boolean {
  if (code < 0x20) return [0x09, 0x0a, 0x0d].includes(code);
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
