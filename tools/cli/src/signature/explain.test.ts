import { expect, test } from 'vitest';
import { call, makeFiles, NOW, pem, signRequest, toCurl, toHar, toHttp } from '../made.fixture.ts';

const signed = await signRequest();
const explain = (...args: string[]) => call(['signature', 'explain', ...args]);

test('what verifies exits with 0, from HTTP, a curl command, a HAR and standard input', async () => {
  const fileOf = await makeFiles({ 'a.http': toHttp(signed), 'b.txt': toCurl(signed), 'c.har': toHar(signed) });
  for (const name of ['a.http', 'b.txt', 'c.har']) {
    const { code, out, err } = await explain(fileOf(name));
    expect([code, err], out).toEqual([0, '']);
    expect(out).toMatch(/^Read as [^\n]*: POST https:\/\/bank\.example\/v1\/consents, a body of 34 bytes\.\n/);
    expect(out).toMatch(/\nThe signature verifies by the profile nextgenpsd2\.\n/);
  }
  const piped = await call(['signature', 'explain', '-'], { input: async () => Buffer.from(toHttp(signed)) });
  expect(piped.code).toBe(0);
});

test('what does not verify exits with 1 and says what would make it right', async () => {
  const fileOf = await makeFiles({ 'curl.txt': toCurl(signed, `${Buffer.from(signed.body)}\n`) });
  const { code, out, err } = await explain(fileOf('curl.txt'));
  expect([code, err]).toEqual([1, '']);
  expect(out).toMatch(/note: What curl adds by itself was added/);
  expect(out).toMatch(/The signature does not verify by the profile nextgenpsd2: digest-mismatch\./);
  expect(out).toMatch(/-> The digest fits if the line ends at the end of the body are left out/);
});

test('--json is one document with the capture, the steps and what was tried', async () => {
  const fileOf = await makeFiles({ 'a.http': `${toHttp(signed)} ` });
  const { code, out, err } = await explain(fileOf('a.http'), '--json');
  expect([code, err]).toEqual([1, '']);
  expect(JSON.parse(out)).toMatchObject({
    capture: { kind: 'http', method: 'POST', target: '/v1/consents', bodyBytes: 35, notes: [] },
    profile: 'nextgenpsd2',
    accepted: false,
    reason: 'digest-mismatch',
    steps: expect.arrayContaining([
      expect.objectContaining({ step: 'digest', hints: [{ codes: ['body-trimmed'], words: expect.any(String) }] }),
    ]),
  });
});

test('the profile is that of the family that signed, or the one that is asked for', async () => {
  const jws = await signRequest('jws-http-headers');
  const dated = await signRequest('nextgenpsd2-date');
  const fileOf = await makeFiles({ 'jws.http': toHttp(jws), 'dated.http': toHttp(dated) });
  expect(await explain(fileOf('jws.http'))).toMatchObject({
    code: 0,
    out: expect.stringContaining('profile jws-http-headers.'),
  });
  const strict = await explain(fileOf('dated.http'));
  expect(strict).toMatchObject({
    code: 1,
    out: expect.stringMatching(/As it is, other profiles accept it: nextgenpsd2-date/),
  });
  expect(await explain(fileOf('dated.http'), '--profile', 'nextgenpsd2-date')).toMatchObject({
    code: 0,
    out: expect.stringContaining('open'),
  });
  const at = async (date: string) =>
    (await explain(fileOf('dated.http'), '--profile', 'nextgenpsd2-date', '--at', date)).code;
  expect([await at(NOW.toISOString()), await at('2026-11-27'), await at('2026-11-26T14:00+01:00')]).toEqual([0, 1, 1]);
});

test('a certificate beside the message stands in for one that it does not have', async () => {
  const headers = signed.headers.filter(([name]) => name !== 'TPP-Signature-Certificate');
  const fileOf = await makeFiles({ 'a.http': toHttp({ ...signed, headers }), 'seal.pem': pem.seal });
  const without = await explain(fileOf('a.http'));
  expect(without.out).toMatch(/skipped {2}signature: /);
  const { code, out } = await explain(fileOf('a.http'), '--certificate', fileOf('seal.pem'));
  expect(code).toBe(1);
  expect(out).toMatch(/fine {5}signature: .* Only what is said above is wrong\./);
});

test('an entry of a HAR is chosen, and asked for where it is not clear', async () => {
  const fileOf = await makeFiles({ 'two.har': toHar(signed, { ...signed, body: Buffer.from('x') }) });
  expect(await explain(fileOf('two.har'))).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(
      /ERR_CAPTURE_ENTRY: 2 entries .*\n {2}0 {2}POST .*\n {2}1 {2}POST .*\nThe option is --entry N\.\n$/,
    ),
  });
  expect(await explain(fileOf('two.har'), '--entry', '0')).toMatchObject({ code: 0 });
  expect(await explain(fileOf('two.har'), '--entry', '1')).toMatchObject({ code: 1 });
  expect(await explain(fileOf('two.har'), '--entry', '2')).toMatchObject({
    code: 2,
    err: expect.stringContaining('no entry 2'),
  });
});

test('files that a curl command names are read on request', async () => {
  const fileOf = await makeFiles({ 'body.json': Buffer.from(signed.body) });
  const command = toCurl(signed).replace(/ {2}--data-raw [\s\S]*/, `  --data-binary @${fileOf('body.json')}`);
  const run = (...more: string[]) =>
    call(['signature', 'explain', '-', ...more], { input: async () => Buffer.from(command) });
  expect(await run()).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^standard input: ERR_CAPTURE_INCOMPLETE: .*--read-files reads it\.\n$/),
  });
  expect(await run('--read-files')).toMatchObject({ code: 0 });
});

test.each([
  [['a.http', '--profile', 'nextgen'], /Unknown profile "nextgen"\. Did you mean "nextgenpsd2"\?/],
  [['a.http', '--profile', 'xyz'], /Unknown profile "xyz"\. "signature profiles" lists them\./],
  [['a.http', '--entry', 'x'], /"--entry x" is no number\./],
  [['a.http', '--at', 'yesterday'], /"--at yesterday" is neither a day/],
  [['a.http', '--at', '2026-13-41'], /is neither a day/],
  [['a.http', '--certificate', 'a.http'], /a\.http: ERR_CERTIFICATE_\w+: /],
  [['missing.http'], /ENOENT/],
  [['rubbish'], /rubbish: ERR_CAPTURE_KIND: .*"\\x1b\[2J/],
  [[], /CAPTURE is missing: /],
])('%j is refused with 2', async (args, words) => {
  const fileOf = await makeFiles({ 'a.http': toHttp(signed), rubbish: '\u001b[2J' });
  const { code, out, err } = await explain(
    ...args.map((arg) => (/^\w+\.http$|^rubbish$/.test(arg) ? fileOf(arg) : arg)),
  );
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(words);
  expect(err).not.toMatch(/[^\P{Cc}\n]/u);
});

test('colours are for terminals', async () => {
  const input = async () => Buffer.from(toHttp(signed));
  expect((await call(['signature', 'explain', '-'], { input, color: true })).out).toContain('\u001b[32m');
});

test('profiles are listed with who signs so', async () => {
  const { code, out } = await call(['signature', 'profiles']);
  expect(code).toBe(0);
  expect(out.split('\n')[0]).toMatch(/^nextgenpsd2 +NextGenPSD2 1\.3/);
  const { profiles } = JSON.parse((await call(['signature', 'profiles', '--json'])).out);
  expect(profiles).toHaveLength(out.trim().split('\n').length);
});
