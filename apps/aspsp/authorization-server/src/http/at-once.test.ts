import type { TestBank } from '@openxs2a/edge/testing';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { authorisationsOf, create, createBank, createdId, refusalOf, start, TPP_ID } from '../bank.fixture.ts';

const REQUEST_ID = { 'x-request-id': '99391c7e-ad88-49ec-a2ad-99ddcb1f7721' };
const EXPLICIT = { 'tpp-explicit-authorisation-preferred': 'true' };
const TIMES = 8;
const atOnce = <Answer>(act: () => Promise<Answer>) => Promise.all(Array.from({ length: TIMES }, act));

forEachDatabase((_name, open) => {
  async function withBank(act: (bank: TestBank) => Promise<void>, profile: object = {}): Promise<void> {
    const bank = await createBank({ database: await open.locate(), profile });
    await act(bank).finally(() => bank.close());
  }

  test('COM-HDR-006 creations that are repeated at once create one consent', () =>
    withBank(async (bank) => {
      const all = await atOnce(() => create(bank, {}, REQUEST_ID));
      expect(new Set(all.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(await bank.consents.listOfTpp(TPP_ID)).toHaveLength(1);
    }));

  test('N-AUT-STR-106 of authorisations that are begun at once, one is', () =>
    withBank(async (bank) => {
      const consentId = await createdId(bank, {}, EXPLICIT);
      const all = await atOnce(() => start(bank, consentId));
      expect(all.map(({ status }) => status).toSorted()).toEqual([201, ...Array(TIMES - 1).fill(409)]);
      expect(await authorisationsOf(bank, consentId)).toHaveLength(1);
    }));

  test('API4 where several sign, thirty run at a time, also when they are begun at once', () =>
    withBank(
      async (bank) => {
        const consentId = await createdId(bank, {}, EXPLICIT);
        for (let round = 0; round < 4; round += 1) await atOnce(() => start(bank, consentId));
        expect(await authorisationsOf(bank, consentId)).toHaveLength(30);
        expect(refusalOf(await start(bank, consentId))).toBe('409 STATUS_INVALID');
        expect(bank.refusals.at(-1)).toMatchObject({ reason: 'status-not-fitting', evidence: { running: 30 } });
      },
      { sca: { multilevel: true, approaches: ['REDIRECT'] } },
    ));
});
