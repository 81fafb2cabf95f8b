import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { addConsent, openBank } from './bank.fixture.ts';
import { answerIn, authorise, callMachine, openBrowser, requestOf, STATE, tokenForm } from './client.fixture.ts';

forEachDatabase((_name, open) => {
  test('a plain request leads to a code, and the code to tokens', async () => {
    const bank = await openBank(await open());
    addConsent(bank);
    const end = await authorise(bank, openBrowser(bank), requestOf());
    const answer = answerIn(end);
    expect(answer.get('state')).toBe(STATE);
    const { status } = await callMachine(bank, '/oauth/token', tokenForm(answer.get('code') ?? ''));
    expect(status).toBe(200);
  });
});
