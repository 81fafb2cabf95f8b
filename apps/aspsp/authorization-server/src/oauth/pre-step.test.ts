import { createManualClock } from '@openxs2a/edge/testing';
import { systemRandom as random } from '@openxs2a/service';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPreStep } from './pre-step.ts';

const PAGES = 'https://login.bank.example';
const WAY = { returnTo: `${PAGES}/oauth/interaction/1/return`, clientOrigin: 'https://tpp.example' };
const LOGIN = { loginId: 'login-1', clientId: 'PSDDE-BAFIN-100001' };

function open(key = 1) {
  const clock = createManualClock();
  const preStep = createPreStep({ key: new Uint8Array(32).fill(key), pagesUrl: PAGES, minutes: 10, clock, random });
  return { clock, ...preStep };
}

const ticketOf = (page: string) => page.slice(`${PAGES}/log-in/`.length);
const proofOf = (address: string) => new URL(address).searchParams.get('proof') ?? '';

test('the page knows whom a login is for and where it leads, and nobody can make that up', async () => {
  const preStep = open();
  const page = await preStep.sendToPage(LOGIN, WAY);
  expect(page.startsWith(`${PAGES}/log-in/`)).toBe(true);
  expect(preStep.readTicket(ticketOf(page))).toEqual({ ...LOGIN, way: WAY });
  expect(page).not.toContain(LOGIN.clientId);
  expect(open(2).readTicket(ticketOf(page))).toBeUndefined();
  preStep.clock.advance({ minutes: 10 });
  expect(preStep.readTicket(ticketOf(page))).toBeUndefined();
});

test('who has logged in is told by the browser that brings the proof, of this login and in its time', async () => {
  const preStep = open();
  const login = { ...LOGIN, way: WAY };
  const proof = proofOf(preStep.returnAddress(login, 'psu-1'));
  expect(await preStep.standOf('login-1', proof)).toEqual({ is: 'authorised', psuId: 'psu-1' });
  expect(await preStep.standOf('login-1', '')).toEqual({ is: 'open' });
  expect(await preStep.standOf('login-2', proof)).toEqual({ is: 'open' });
  expect(await open(2).standOf('login-1', proof)).toEqual({ is: 'open' });
  expect(await preStep.standOf('login-1', ticketOf(await preStep.sendToPage(LOGIN, WAY)))).toEqual({ is: 'open' });
  expect(await preStep.standOf('login-1', proofOf(preStep.returnAddress(login, undefined)))).toEqual({ is: 'refused' });
  preStep.clock.advance({ minutes: 10 });
  expect(await preStep.standOf('login-1', proof)).toEqual({ is: 'open' });
});

test('whatever else is brought proves nothing', async () => {
  const preStep = open();
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.base64String()), async (text) => {
      expect(preStep.readTicket(text)).toBeUndefined();
      expect(await preStep.standOf('login-1', text)).toEqual({ is: 'open' });
    }),
  );
});
