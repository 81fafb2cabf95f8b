import { Response } from 'undici';
import { expect, test } from 'vitest';
import { createRecorder } from './recorder.ts';

const INIT = {
  method: 'GET',
  headers: [],
  body: null,
  redirect: 'manual',
  signal: new AbortController().signal,
} as const;

/** A call that is answered so, over the watched connection. */
function callOf(recorder: ReturnType<typeof createRecorder>, status: number, text: string) {
  const fetch = recorder.watch(async () => new Response(text, { status }));
  const url = 'https://bank.localhost:1/v1/accounts?a=b';
  return async () => {
    await fetch({ url }, { ...INIT, headers: [] });
    return { status, url, bytes: new TextEncoder().encode(text) };
  };
}

test('of a call it keeps what was sent and what came back', async () => {
  const recorder = createRecorder();
  await recorder.call('getAccountList', callOf(recorder, 200, '{}'), ({ status }) => `so ${status}`);
  expect(recorder.steps).toEqual([
    {
      chapter: 'use',
      name: 'getAccountList',
      method: 'GET',
      path: '/v1/accounts?a=b',
      status: 200,
      milliseconds: expect.any(Number),
      bytes: 2,
      note: 'so 200',
    },
  ]);
});

test('a refusal that was to come is kept with its code and words', async () => {
  const recorder = createRecorder();
  recorder.begin('refusals');
  const fault = '{"tppMessages":[{"code":"FORMAT_ERROR","text":"No.","path":"access"}]}';
  await recorder.refused('nonsense', '400 FORMAT_ERROR', callOf(recorder, 400, fault));
  expect(recorder.steps[0]).toMatchObject({ chapter: 'refusals', code: 'FORMAT_ERROR', note: 'access: No.' });
});

test.each([
  [200, '{}'],
  [400, '{"tppMessages":[{"code":"OTHER"}]}'],
  [401, '{"tppMessages":[{"code":"FORMAT_ERROR"}]}'],
  [400, 'no JSON'],
])('an attempt that is answered by %i %s ends the journey', async (status, text) => {
  const recorder = createRecorder();
  const attempt = recorder.refused('nonsense', '400 FORMAT_ERROR', callOf(recorder, status, text));
  await expect(attempt).rejects.toMatchObject({ code: 'ERR_ANSWER' });
  expect(recorder.steps).toEqual([]);
});
