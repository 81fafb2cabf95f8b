import { expect, test } from 'vitest';
import { AIS, createClock, createTrust, openGateway, showing } from '../gateway.fixture.ts';

const { clock, wait } = createClock();
const trust = await createTrust(clock);
const good = await trust.authority.issueQwac(AIS);
const revoked = await trust.authority.issueQwac(AIS);
trust.authority.revoke(revoked.certificate, { reason: 'keyCompromise' });
const stranger = await (await createTrust(clock, 'Strangers')).authority.issueQwac(AIS);

const request = () => new Request('https://bank.example/oauth/token', { method: 'POST' });
const open = (connection = showing(good.certificate), profile: object = {}) =>
  openGateway(trust, { connection, clock, profile });

test('who calls what is no operation is known by its certificate, and written down', async () => {
  const { gateway } = await open();
  const identified = await gateway.identify(request(), {});
  expect(identified).toMatchObject({ accepted: true, identity: { tppId: AIS.organizationIdentifier } });
  expect((await gateway.directory.list())[0]?.tppId).toBe(AIS.organizationIdentifier);
});

test.each([
  ['client-certificate-missing', showing({ kind: 'none', evidence: {} })],
  ['certificate:malformed', showing({ kind: 'unreadable', reason: 'malformed', evidence: {} })],
  ['certificate:untrusted-issuer', showing(stranger.certificate)],
  ['certificate:revoked', showing(revoked.certificate)],
])('who is nobody is refused as before an operation: %s', async (reason, connection) => {
  const { gateway } = await open(connection);
  expect(await gateway.identify(request(), {})).toEqual({ accepted: false, status: 401, reason });
  expect(await gateway.directory.list()).toEqual([]);
});

test('a TPP that is blocked is refused from then on', async () => {
  const { gateway } = await open();
  await gateway.identify(request(), {});
  await gateway.directory.block(AIS.organizationIdentifier, 'a test', 'anna');
  expect(await gateway.identify(request(), {})).toMatchObject({ status: 401, reason: 'tpp-blocked' });
});

test('these calls count together with all others of a TPP', async () => {
  const limits = { burst: 2, requestsPerSecond: 1 };
  const { gateway, ask } = await open(undefined, { signature: { requests: 'off' }, limits });
  await ask();
  await gateway.identify(request(), {});
  expect(await gateway.identify(request(), {})).toEqual({
    accepted: false,
    status: 429,
    reason: 'rate-exceeded',
    retryAfter: expect.any(Number),
  });
  wait(1_000);
  expect(await gateway.identify(request(), {})).toMatchObject({ accepted: true });
});

test('the line of such a call says who called', async () => {
  const { gateway, lines } = await open();
  const fetch = gateway.wrap(async (call, env) => {
    const { accepted } = await gateway.identify(call, env);
    return new Response(null, { status: accepted ? 200 : 401 });
  });
  await fetch(request(), {} as never); // the host's environment is whatever the host says
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { path: '/oauth/token', status: 200, tppId: AIS.organizationIdentifier },
  ]);
});
