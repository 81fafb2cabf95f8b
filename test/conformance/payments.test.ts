import { answerHeaders, type Part } from '@openxs2a/edge';
import { createTestBank } from '@openxs2a/edge/testing';
import { expect, onTestFinished, test } from 'vitest';
import { startLoopbackBank } from './loopback-bank.fixture.ts';

// This bank offers no payments and no baskets. What stands before a handler is the same for one that does.

const ADDRESS = { 'psu-ip-address': '192.0.2.7' };
const TEXT = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 /-?:().,'+ äöüßéñ€";
const PAYMENT = {
  instructedAmount: { currency: 'EUR', amount: '12.50' },
  debtorAccount: { iban: 'DE12999999990000000101' },
  creditorName: 'Demo Bakery',
  creditorAccount: { iban: 'DE82999999990000000102' },
  remittanceInformationUnstructured: TEXT,
};

/** Keeps what it is sent, and gives it back. */
function createPayments(): Part {
  const kept = new Map<string, object>();
  return {
    consent: () => {}, // a payment needs none
    handlers: {
      initiatePayment: ({ body }, context) => {
        const paymentId = `p-${kept.size + 1}`;
        // JSON of this operation is an object in each of its forms
        kept.set(paymentId, body.value as object);
        return {
          status: 201,
          type: 'application/json',
          headers: { ...answerHeaders(context), Location: `/v1/payments/sepa-credit-transfers/${paymentId}` },
          body: { transactionStatus: 'RCVD', paymentId, _links: {} },
        };
      },
      getPaymentInformation: ({ path }, context) => ({
        status: 200,
        type: 'application/json',
        headers: answerHeaders(context),
        body: { ...PAYMENT, ...kept.get(path.paymentId), transactionStatus: 'RCVD' },
      }),
      createSigningBasket: (_, context) => ({
        status: 201,
        type: 'application/json',
        headers: { ...answerHeaders(context), Location: '/v1/signing-baskets/b-1' },
        body: { transactionStatus: 'RCVD', basketId: 'b-1', _links: {} },
      }),
    },
  };
}

async function openBank() {
  const bank = await createTestBank({ parts: () => [createPayments()], identity: { roles: ['PSP_PI'] }, demo: false });
  onTestFinished(() => bank.close());
  return bank;
}

test.each([
  ['COM-HDR-009', '/v1/payments/sepa-credit-transfers', PAYMENT],
  ['COM-HDR-011', '/v1/signing-baskets', { paymentIds: ['p-1'] }],
])('%s a bank that offers POST %s takes it with PSU-IP-Address, and refuses it without', async (_, target, body) => {
  const bank = await openBank();
  expect((await bank.request('POST', target, { headers: ADDRESS, body })).status).toBe(201);
  const refused = await bank.request('POST', target, { body });
  expect(bank.errors).toEqual([]);
  expect([refused.status, await refused.json()]).toEqual([
    400,
    { tppMessages: [expect.objectContaining({ code: 'FORMAT_ERROR', path: 'PSU-IP-Address' })] },
  ]);
});

test('COM-HDR-032 COM-HDR-033 a text of all the letters that there have to be, and others, is taken and read back as it was', async () => {
  const bank = await openBank();
  const target = '/v1/payments/sepa-credit-transfers';
  const created = await bank.request('POST', target, { headers: ADDRESS, body: PAYMENT });
  const read = await bank.request('GET', created.headers.get('location') ?? '');
  expect([created.status, await read.json()]).toEqual([
    201,
    expect.objectContaining({ remittanceInformationUnstructured: TEXT }),
  ]);
});

test.each([
  ['a bank without payments', () => []],
  ['a bank that offers them', () => [createPayments()]],
])('SEC-API-006 %s fetches no entity that XML names', async (_, parts) => {
  const elsewhere = await startLoopbackBank(() => ({ status: 200, body: 'secret' }));
  const bank = await createTestBank({ parts, identity: { roles: ['PSP_PI'] }, demo: false });
  onTestFinished(() => bank.close());
  const answer = await bank.request('POST', '/v1/payments/pain.001-sepa-credit-transfers', {
    headers: { ...ADDRESS, 'content-type': 'application/xml' },
    body: `<!DOCTYPE a [<!ENTITY b SYSTEM "${elsewhere.url}/secret"><!ENTITY % c SYSTEM "${elsewhere.url}/c.dtd"> %c;]>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03">&b;</Document>`,
  });
  expect(answer.status).toBeLessThan(500);
  expect([await answer.text(), elsewhere.sent, bank.errors]).toEqual([expect.not.stringContaining('secret'), [], []]);
});
