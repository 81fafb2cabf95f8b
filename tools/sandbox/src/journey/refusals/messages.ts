import { randomUUID } from 'node:crypto';
import { expectStatus } from '../../answers/expect-status.ts';
import { addDays } from '../../days.ts';
import { consentHeaders, createRequest } from '../consent.ts';
import type { Actor, Scene } from '../scene.ts';

/** What is sent: not signed, changed on its way, an id used twice, what makes no sense. */
export async function tryMessages(scene: Scene, { tpp, credentials }: Actor): Promise<void> {
  const { recorder, tpps, psuId, today } = scene;
  const until = (days: number) => ({
    headers: consentHeaders(psuId),
    body: { type: 'application/json' as const, value: createRequest(addDays(today, days)) },
  });
  const unsigned = tpps.open({ qwac: credentials.qwac });
  await recorder.refused('no signature', '401 SIGNATURE_MISSING', () => unsigned.createConsent(until(30)));

  const tampered = tpps.open({
    ...credentials,
    tamper: (body) => body.replace('"frequencyPerDay":1', '"frequencyPerDay":4'),
  });
  await recorder.refused('body changed on its way', '401 SIGNATURE_INVALID', () => tampered.createConsent(until(30)));

  const id = { 'X-Request-ID': randomUUID() };
  const withId = (days: number) => ({ ...until(days), headers: { ...consentHeaders(psuId), ...id } });
  const first = await recorder.call(
    'createConsent',
    () => tpp.createConsent(withId(30)),
    (result) => (result.status === 201 ? 'received' : ''),
  );
  const { consentId } = expectStatus(first, 201).body;
  const repeated = await recorder.call(
    'createConsent',
    () => tpp.createConsent(withId(30)),
    (result) => (result.status === 201 && result.body.consentId === consentId ? 'repeated: the same consent' : ''),
  );
  expectStatus(repeated, 201);
  await recorder.refused('that id with another body', '400 FORMAT_ERROR', () => tpp.createConsent(withId(31)));

  const careless = tpps.open({ ...credentials, validation: 'response' });
  const value = { ...createRequest('tomorrow'), frequencyPerDay: 0 };
  await recorder.refused('request that makes no sense', '400 FORMAT_ERROR', () =>
    careless.createConsent({ headers: consentHeaders(psuId), body: { type: 'application/json', value } }),
  );
}
