import { expect, test } from 'vitest';
import { create, PERSON, refusalOf, shareBank, start } from '../bank.fixture.ts';

const FOREIGN = 'https://elsewhere.example/return';

test.each([
  ['off', 'https://elsewhere.example/return', '201'],
  ['warn', 'https://elsewhere.example/return', '201 WARNING TPP-Redirect-URI'],
  ['refuse', 'https://elsewhere.example/return', '400 FORMAT_ERROR TPP-Redirect-URI'],
  ['refuse', 'https://tpp.example/return?state=1', '201'],
  ['refuse', 'https://www.tpp.example/return', '201'],
])('SCA-RED-005 with the check %s, a PSU is sent to %s: %s', async (redirectUriCheck, uri, outcome) => {
  const bank = await shareBank({ sca: { redirectUriCheck } });
  expect(refusalOf(await create(bank, {}, { 'tpp-redirect-uri': uri }))).toBe(outcome);
});

test('SCA-RED-005 the address for failures is looked at, too, and so are both where an authorisation is begun', async () => {
  const bank = await shareBank();
  const headers = { 'tpp-redirect-uri': FOREIGN, 'tpp-nok-redirect-uri': FOREIGN };
  const { body } = await create(bank, {}, { ...headers, 'tpp-explicit-authorisation-preferred': 'true' });
  const both = [
    { category: 'WARNING', code: 'WARNING', path: 'TPP-Redirect-URI' },
    { category: 'WARNING', code: 'WARNING', path: 'TPP-Nok-Redirect-URI' },
  ];
  expect(body.tppMessages).toMatchObject(both);
  const started = await start(bank, body.consentId ?? '', { headers: { ...headers, 'psu-id': PERSON.psuId } });
  expect(started.status).toBe(201);
  expect(started.body.tppMessages).toMatchObject(both);
});

test.each([
  'http://tpp.example/return',
  'https://user@tpp.example/return',
  'https://user:secret@tpp.example/return',
  'https://tpp.example/return#part',
  'https://tpp.example/return#',
  'javascript:alert(1)',
  'data:text/html,hello',
  'ftp://tpp.example/return',
  'not an address',
  'https:\\\\tpp.example/return',
  'https://tpp.example/re\tturn',
  'https://tpp.example/a return',
  'https://tpp.example/\u00e9',
  'https://a;b.tpp.example/return',
  'https://a,b.tpp.example/return',
  "https://a'b.tpp.example/return",
  'https://[2001:db8::1]/return',
])('N-SCA-RED-101 a PSU is never sent to %s', async (uri) => {
  const bank = await shareBank({ sca: { redirectUriCheck: 'off' } });
  for (const name of ['TPP-Redirect-URI', 'TPP-Nok-Redirect-URI'])
    expect(refusalOf(await create(bank, {}, { [name.toLowerCase()]: uri }))).toBe(`400 FORMAT_ERROR ${name}`);
});

test('ERR-FMT-006 a remark on what was created is a warning', async () => {
  const { status, body } = await create(await shareBank(), {}, { 'tpp-redirect-uri': FOREIGN });
  expect(status).toBe(201);
  expect(body.tppMessages?.map(({ category }) => category)).toEqual(['WARNING']);
});
