import { accountHeaders, consentHeaders, definitions } from '../../../server/schemas.ts';

const text = { type: 'string' };
const object = (properties: object) => ({ type: 'object', properties });
const list = (items: object) => ({ type: 'array', items });
const link = object({ href: text });
const amount = object({ currency: text, amount: text });
const account = object({ iban: text });

const accounts = object({
  accounts: list(
    object({
      resourceId: text,
      iban: text,
      currency: text,
      name: text,
      product: text,
      status: text,
      usage: text,
      cashAccountType: text,
      _links: object({ balances: link, transactions: link }),
    }),
  ),
});

const entry = object({
  transactionId: text,
  entryReference: text,
  bookingDate: text,
  valueDate: text,
  transactionAmount: amount,
  endToEndId: text,
  creditorName: text,
  creditorAccount: account,
  creditorAgent: text,
  debtorName: text,
  debtorAccount: account,
  remittanceInformationUnstructured: text,
  purposeCode: text,
  bankTransactionCode: text,
  balanceAfterTransaction: object({ balanceType: text, balanceAmount: amount }),
  _links: object({ transactionDetails: link }),
});

const report = object({
  account,
  transactions: object({ booked: list(entry), _links: object({ account: link }) }),
});

const created = object({
  consentStatus: text,
  consentId: text,
  _links: object({ self: link, status: link, scaStatus: link }),
});

export const SHARED = { $id: 'shared', $defs: definitions };

/** What comes in is checked, what goes out is written by these. */
export const SCHEMAS = {
  accounts: { headers: accountHeaders, response: { 200: accounts } },
  transactions: {
    headers: accountHeaders,
    querystring: {
      type: 'object',
      properties: {
        bookingStatus: { enum: ['booked'] },
        dateFrom: { type: 'string', format: 'date' },
      },
      required: ['bookingStatus', 'dateFrom'],
    },
    response: { 200: report },
  },
  consents: { headers: consentHeaders, body: { $ref: 'shared#/$defs/consents' }, response: { 201: created } },
};
