import type { TestBank } from '@openxs2a/edge/testing';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { authorisationsOf, create, createBank, createdId, start, TPP_ID } from '../bank.fixture.ts';

const REQUEST_ID = { 'x-request-id': '99391c7e-ad88-49ec-a2ad-99ddcb1f7721' };
const EXPLICIT = { 'tpp-explicit-authorisation-preferred': 'true' };
const TIMES = 8;
const atOnce = <Answer>(act: () => Promise<Answer>) => Promise.all(Array.from({ length: TIMES }, act));

forEachDatabase((_name, open) => {
  async function withBank(act: (bank: TestBank) => Promise<void>): Promise<void> {
    const bank = await createBank({ database: await open.locate() });
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
});
