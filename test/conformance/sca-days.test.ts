import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestBank, requestConsent, type TestBank, type TestTpp } from '@openxs2a/bank/testing';
import { addDays } from '@openxs2a/core-banking';
import { createManualClock } from '@openxs2a/edge/testing';
import { expect, onTestFinished, test } from 'vitest';
import { openBank, outcomeOf, read, type Schemas } from './reader.fixture.ts';

/** The same TPP, with certificates of the day: none lasts as long as this takes. */
const renew = (bank: TestBank, { tppId }: TestTpp) => bank.tpp({ organizationIdentifier: tppId });

const askFor = (tpp: TestTpp, consentId: string, target: string): Promise<Response> =>
  tpp.request('GET', target, { headers: { 'Consent-ID': consentId } });

const ask = async (...asked: Parameters<typeof askFor>): Promise<string> => outcomeOf(await askFor(...asked));

async function findAccount(tpp: TestTpp, consentId: string): Promise<string> {
  const { accounts } = await read<Schemas['accountList']>(await askFor(tpp, consentId, '/v1/accounts'));
  return `/v1/accounts/${accounts[0]?.resourceId}`;
}

async function readValidUntil(tpp: TestTpp, consentId: string): Promise<string> {
  type Consent = Schemas['consentInformationResponse-200_json'];
  return (await read<Consent>(await tpp.request('GET', `/v1/consents/${consentId}`))).validUntil;
}

test('RTS-180-001 RTS-180-002 RTS-180-005 a consent without an end lasts 180 days: on the last of them balances and 90 days are read without SCA, a day later nothing', async () => {
  const bank = await openBank();
  const tpp = await bank.tpp();
  const consentId = await bank.consent(tpp, 'personal');
  expect(await readValidUntil(tpp, consentId)).toBe(addDays('2026-11-26', 179));
  const path = await findAccount(tpp, consentId);
  for (const day of [100, 179]) {
    bank.clock.set(new Date(Date.parse('2026-11-26T09:00:00Z') + day * 86_400_000));
    const later = await renew(bank, tpp);
    const from = addDays('2026-11-26', day - 90);
    expect(await ask(later, consentId, `${path}/balances`)).toBe('200');
    expect(await ask(later, consentId, `${path}/transactions?bookingStatus=booked&dateFrom=${from}`)).toBe('200');
  }
  bank.clock.advance({ days: 1 });
  const last = await renew(bank, tpp);
  expect(await ask(last, consentId, `${path}/balances`)).toBe('401 CONSENT_EXPIRED');

  const anew = await bank.consent(last, 'personal');
  expect(await ask(last, anew, `${await findAccount(last, anew)}/balances`)).toBe('200');
});

test('RTS-180-003 history beyond 90 days is there right after SCA, and not later', async () => {
  const bank = await openBank();
  const tpp = await bank.tpp();
  const consentId = await bank.consent(tpp, 'two-years');
  const path = await findAccount(tpp, consentId);
  const old = `${path}/transactions?bookingStatus=booked&dateFrom=2025-11-01`;
  expect(await ask(tpp, consentId, old)).toBe('200');
  bank.clock.advance({ days: 1 });
  expect(await ask(tpp, consentId, old)).toBe('400 PERIOD_INVALID');
  expect(await ask(tpp, consentId, `${path}/transactions?bookingStatus=booked&dateFrom=2026-09-01`)).toBe('200');
});

test('RTS-180-004 RTS-180-005 a consent that was given for 90 days at most keeps its end when the bank goes over to 180', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'openxs2a-sca-days-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const shared = { database: join(folder, 'bank.db'), clock: createManualClock() };
  const before = await openTestBank({ ...shared, profile: { consents: { maxDays: 90 } }, demo: { entries: 20 } });
  const tpp = await before.tpp();
  const old = await before.consent(tpp, 'personal');
  const organizationIdentifier = tpp.tppId;
  await before.close();

  const bank = await openBank({}, { ...shared, node: 'after' });
  const again = await bank.tpp({ organizationIdentifier });
  expect(await readValidUntil(again, old)).toBe(addDays('2026-11-26', 89));
  expect(await readValidUntil(again, await requestConsent(again))).toBe(addDays('2026-11-26', 179));
});
