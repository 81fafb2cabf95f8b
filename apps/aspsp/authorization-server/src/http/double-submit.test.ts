import { createHash } from 'node:crypto';
import { createTestBank, FAST_SCA_POLICY, type TestBank } from '@openxs2a/edge/testing';
import { parseProfile } from '@openxs2a/profile';
import { sql } from '@openxs2a/store';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { createAuthorizationServer } from '../authorization-server.ts';
import {
  authorisationsOf,
  call,
  create,
  createBank,
  createdId,
  hrefOf,
  lastCode,
  OTHER_PERSON,
  openBank,
  PASSWORD,
  refusalOf,
  scaStatusOf,
  start,
  statusOf,
  update,
} from '../bank.fixture.ts';
import { loadDemoCredentials } from '../demo.ts';
import { DEVICES } from '../devices.fixture.ts';

const ALL = { sca: { approaches: ['EMBEDDED', 'DECOUPLED'] } };
const EXPLICIT = { 'tpp-explicit-authorisation-preferred': 'true' };
const PSU = OTHER_PERSON;
const DEVICE = { psuId: 'cards', id: 'demo-cards' };
const TIMES = 6;
const atOnce = <Answer>(act: () => Promise<Answer>) => Promise.all(Array.from({ length: TIMES }, act));

async function begin(bank: TestBank, psu: { readonly psuId: string } = PSU) {
  const { consentId = '' } = (await create(bank, {}, { 'psu-id': psu.psuId })).body;
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  const put = (body: unknown) => update(bank, consentId, authorisationId, { body });
  return { consentId, authorisationId, put };
}

forEachDatabase((_name, open) => {
  async function withBank(act: (bank: TestBank) => Promise<void>): Promise<void> {
    const bank = await createBank({ database: await open.locate(), profile: ALL });
    await act(bank).finally(() => bank.close());
    expect(bank.errors).toEqual([]);
  }

  test('S-01 a code that is sent several times at once counts once, and spoils nothing', () =>
    withBank(async (bank) => {
      const { consentId, put } = await begin(bank);
      await put(PASSWORD(PSU));
      const body = { scaAuthenticationData: lastCode(bank) };
      const all = await atOnce(() => put(body));
      expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(await statusOf(bank, consentId)).toBe('valid');
      const { records } = await bank.log.read({ subject: consentId });
      expect(records.filter(({ kind }) => kind === 'consent-given')).toHaveLength(1);
    }));

  test('a password that is sent several times at once leads on once, and the code that came last is good', () =>
    withBank(async (bank) => {
      const { consentId, put } = await begin(bank);
      const all = await atOnce(() => put(PASSWORD(PSU)));
      expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
      for (const code of bank.sent.map(({ text }) => /Code: (\d+)/.exec(text)?.[1]).reverse()) {
        const { status } = await put({ scaAuthenticationData: code });
        if (status === 200) break;
      }
      expect(await statusOf(bank, consentId)).toBe('valid');
    }));

  test('S-04 of wrong passwords that are sent at once no more than five are heard', () =>
    withBank(async (bank) => {
      const { consentId, authorisationId, put } = await begin(bank);
      const all = await atOnce(() => put({ psuData: { password: 'wrong' } }));
      for (const { status } of all) expect([401, 409]).toContain(status);
      expect(await bank.sca.statusOf(PSU.id)).toBe('blocked');
      expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('failed');
    }));

  test('a start with a password that is sent several times at once begins once', () =>
    withBank(async (bank) => {
      const consentId = await createdId(bank, {}, { 'psu-id': PSU.psuId, ...EXPLICIT });
      const all = await atOnce(() => start(bank, consentId, { body: PASSWORD(PSU) }));
      expect(all.map(({ status }) => status).toSorted()).toEqual([201, ...Array(TIMES - 1).fill(409)]);
      expect(await authorisationsOf(bank, consentId)).toHaveLength(1);
      const begun = all.find(({ status }) => status === 201);
      expect((await bank.sca.findAsked(begun?.body.authorisationId ?? ''))?.status).toBe('open');
    }));

  test('a start with one X-Request-ID that is sent several times at once is one authorisation', () =>
    withBank(async (bank) => {
      const consentId = await createdId(bank, {}, { 'psu-id': PSU.psuId, ...EXPLICIT });
      const headers = { 'x-request-id': '99391c7e-ad88-49ec-a2ad-99ddcb1f7721' };
      const all = await atOnce(() => start(bank, consentId, { body: PASSWORD(PSU), headers }));
      const ids = new Set(all.flatMap(({ body }) => body.authorisationId ?? []));
      expect(ids.size).toBe(1);
      expect(await authorisationsOf(bank, consentId)).toEqual([...ids]);
    }));

  test('a PSU that is named several times at once is asked, and may approve', () =>
    withBank(async (bank) => {
      const headers = { 'tpp-decoupled-preferred': 'true', ...EXPLICIT };
      const consentId = await createdId(bank, {}, { 'psu-id': DEVICE.psuId, ...headers });
      const started = await start(bank, consentId);
      const target = hrefOf(started, 'scaStatus');
      await atOnce(() => call(bank, 'PUT', target, { headers: { 'psu-id': DEVICE.psuId }, body: {} }));
      expect((await call(bank, 'GET', target)).body.scaStatus).toBe('started');
      const approvals = await bank.sca.listApprovals(DEVICE.id);
      expect(approvals).toHaveLength(1);
      const [approval] = approvals;
      const signature = DEVICES.sign(DEVICE.id, approval?.texts.refuse ?? '');
      await bank.sca.refuse({ approvalId: approval?.approvalId ?? '', signature });
      expect((await call(bank, 'GET', target)).body.scaStatus).toBe('failed');
    }));
});

test('API6 a PSU is sent no more messages than may be, and the authorisation waits', async () => {
  const scaPolicy = { ...FAST_SCA_POLICY, sending: { burst: 1, everyMinutes: 5 } };
  const bank = await openBank({ profile: ALL, scaPolicy });
  await (await begin(bank)).put(PASSWORD(PSU));
  const { consentId, authorisationId, put } = await begin(bank);
  const often = await put(PASSWORD(PSU));
  expect([refusalOf(often), often.headers.get('retry-after')]).toEqual(['429 ACCESS_EXCEEDED', '300']);
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('psuIdentified');
  bank.clock.advance({ minutes: 5 });
  expect((await put(PASSWORD(PSU))).body.scaStatus).toBe('scaMethodSelected');
});

test('a code that cannot be delivered is told, and the PSU may try again', async () => {
  let isDown = true;
  const bank = await createTestBank({
    profile: parseProfile({ ...ALL, consents: { offered: { bankOffered: true } } }),
    parts: async (state) => {
      const ask: typeof state.sca.ask = (...asked) =>
        isDown
          ? Promise.resolve({ accepted: false, reason: 'delivery-failed', evidence: {} })
          : state.sca.ask(...asked);
      return [await createAuthorizationServer({ ...state, sca: { ...state.sca, ask } })];
    },
  });
  await loadDemoCredentials(bank, DEVICES);
  const { consentId, authorisationId, put } = await begin(bank);
  expect((await put(PASSWORD(PSU))).status).toBe(503);
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('psuIdentified');
  isDown = false;
  expect((await put(PASSWORD(PSU))).body.scaStatus).toBe('scaMethodSelected');
  await bank.close();
});

test('S-16 what is kept of a start with a password is nothing that a password can be guessed by', async () => {
  const bank = await openBank({ profile: ALL });
  const consentId = await createdId(bank, {}, { 'psu-id': PSU.psuId, ...EXPLICIT });
  const body = JSON.stringify(PASSWORD(PSU));
  await start(bank, consentId, { body });
  const rows = await bank.database.all<{ body_hash: string }>(sql`SELECT body_hash FROM idempotent_answer`);
  const guessed = createHash('sha256').update(body).digest('base64url');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.map((row) => row.body_hash)).not.toContain(guessed);
});
