import { createPrivateKey } from 'node:crypto';
import { readCertificate, readCertificateRequest, toPem } from '@openxs2a/certificates';
import {
  createCertificateRequest,
  createDemoParty,
  createSigningKey,
  generateKey,
  toName,
} from '@openxs2a/certificates/issue';
import { expect, test } from 'vitest';
import { type DemoServer, newId, openReadyServer, openServer, orderSeal } from '../server.fixture.ts';

const UNAVAILABLE = { kind: 'unavailable', detail: 'no answer' } as const;
const REFUSED = { kind: 'refused', refusals: [{ reason: 'role-not-held', detail: 'No PSP_PI.' }] } as const;

const json = <Value>(value: Value) => ({ type: 'application/json', value }) as const;
const head = (id = newId()) => ({ 'X-Request-ID': id });

async function makeSiteRequest(): Promise<string> {
  const key = createSigningKey(await generateKey('p-256'));
  const subject = toName([['2.5.4.3', 'tpp.example']]);
  const der = await createCertificateRequest({ subject, key, dnsNames: ['tpp.example'] });
  return toPem(der, 'CERTIFICATE REQUEST');
}

async function findKinds({ reader }: DemoServer): Promise<readonly string[]> {
  const uses = await reader.getUses();
  if (uses.status !== 200) throw new Error(String(uses.status));
  return uses.body.items.map(({ kind }) => kind);
}

test('a first order makes a key, gets its certificate, and signs with it from then on', async () => {
  const demo = await openServer();
  const id = newId();
  const result = await orderSeal(demo, id);
  expect(result).toMatchObject({
    status: 201,
    headers: { Location: `/v1/orders/${id}` },
    body: { orderId: id, action: 'issue', state: 'fulfilled', keyName: `seal-${id}` },
  });
  expect(result).toMatchObject({
    body: { certificates: [{ kind: 'qsealc', state: 'active', keyName: `seal-${id}` }] },
  });
  expect(demo.server.seal.current()?.key.name).toBe(`seal-${id}`);
  expect(await demo.reader.getKeys()).toMatchObject({
    body: { items: [{ name: `seal-${id}`, kind: 'p-256', state: 'active' }] },
  });
  expect(await findKinds(demo)).toEqual([
    'certificates-ordered',
    'key-created',
    'certificate-installed',
    'certificate-activated',
  ]);
});

test('the signing request names the party and is signed by the new key', async () => {
  const { qtsp } = await openReadyServer();
  const request = readCertificateRequest(qtsp.asked[0]?.orders[0]?.csr ?? '');
  expect(request.isSignatureValid).toBe(true);
  expect(request.organizationIdentifier).toMatchObject({ value: { text: 'PSDDE-BAFIN-123456' } });
});

test('a website certificate for a key of the caller goes along with the seal, by one secret', async () => {
  const { manager, qtsp } = await openServer();
  const csr = await makeSiteRequest();
  const value = {
    roles: ['PSP_AI' as const],
    enrolmentSecret: 'secret',
    qsealc: { keyKind: 'p-384' as const },
    qwac: { csr },
  };
  const result = await manager.requestCertificates({ headers: head(), body: json(value) });
  expect(result).toMatchObject({
    status: 201,
    body: { certificates: expect.arrayContaining([expect.objectContaining({ kind: 'qwac', state: 'handed-out' })]) },
  });
  expect(qtsp.asked).toMatchObject([{ secret: 'secret', orders: [{ kind: 'qwac', csr }, { kind: 'qsealc' }] }]);
});

test('an order repeated is the same order, and asks nobody once it is fulfilled', async () => {
  const demo = await openServer();
  const id = newId();
  const first = await orderSeal(demo, id);
  const again = await orderSeal(demo, id);
  expect(again).toMatchObject({ status: 201 });
  expect('body' in again && again.body).toEqual('body' in first && first.body);
  expect(demo.qtsp.asked).toHaveLength(1);
});

test('an id that was used for another order is refused', async () => {
  const demo = await openReadyServer();
  const id = newId();
  await demo.manager.rotateKey({ headers: head(id), body: json({}) });
  const value = { roles: ['PSP_AI' as const], qsealc: {} };
  expect(await demo.manager.requestCertificates({ headers: head(id), body: json(value) })).toMatchObject({
    status: 409,
    body: { code: 'request-id-reused' },
  });
});

test('an order that asks for nothing is refused', async () => {
  const { manager } = await openServer();
  const value = { roles: ['PSP_AI' as const], enrolmentSecret: 'secret' };
  expect(await manager.requestCertificates({ headers: head(), body: json(value) })).toMatchObject({
    status: 422,
    body: { code: 'order-refused', refusals: [{ reason: 'nothing-ordered' }] },
  });
});

test.each([UNAVAILABLE, { kind: 'received' } as const])(
  'an order that the QTSP does not answer ($kind) waits, and goes on with the same request when it is repeated',
  async (answer) => {
    const demo = await openServer();
    demo.qtsp.willAnswer(answer);
    const id = newId();
    expect(await orderSeal(demo, id)).toMatchObject({ status: 202, body: { state: 'open', certificates: [] } });
    expect(await demo.manager.getOrder({ path: { orderId: id } })).toMatchObject({
      body: { csr: /BEGIN CERTIFICATE REQUEST/ },
    });
    expect(await orderSeal(demo, id)).toMatchObject({ status: 201 });
    expect(demo.qtsp.asked[1]).toEqual(demo.qtsp.asked[0]);
  },
);

test('an order that needs a secret is not asked for by itself, since the secret is not kept', async () => {
  const demo = await openServer();
  demo.qtsp.willAnswer(UNAVAILABLE);
  await orderSeal(demo);
  await demo.maintain();
  expect(demo.qtsp.asked).toHaveLength(1);
});

test('a refusal of the QTSP is passed on, and the key that was made for it is destroyed', async () => {
  const demo = await openServer();
  demo.qtsp.willAnswer(REFUSED);
  const id = newId();
  const refused = { status: 422, body: { code: 'order-refused', refusals: REFUSED.refusals } };
  expect(await orderSeal(demo, id)).toMatchObject(refused);
  expect(await orderSeal(demo, id)).toMatchObject(refused);
  expect(await demo.reader.getKeys()).toMatchObject({ body: { items: [{ state: 'destroyed' }] } });
  expect((await demo.server.keys.list()).map(({ name }) => name)).toEqual(['record']);
  expect(await findKinds(demo)).toEqual(['certificates-ordered', 'key-created', 'order-refused', 'key-destroyed']);
});

test('a certificate for another key is refused whatever the QTSP says', async () => {
  const demo = await openServer();
  const { key } = (await demo.qtsp.authority.issueQwac(createDemoParty())).certificate;
  demo.qtsp.willIssue({ alter: (template) => ({ ...template, publicKey: key.keyObject }) });
  expect(await orderSeal(demo)).toMatchObject({ status: 422, body: { refusals: [{ reason: 'key-unknown' }] } });
  expect(demo.server.seal.current()).toBeUndefined();
});

test('a rotation takes a new key, changes over, and keeps the old one for a while', async () => {
  const demo = await openReadyServer();
  const before = demo.server.seal.current();
  demo.wait(1);
  const result = await demo.manager.rotateKey({ headers: head(), body: json({ keyKind: 'p-384' }) });
  expect(result).toMatchObject({ status: 201, body: { action: 'renew', certificates: [{ state: 'active' }] } });
  const after = demo.server.seal.current();
  expect(after?.key.kind).toBe('p-384');
  expect(await demo.reader.getKeys()).toMatchObject({
    body: { items: expect.arrayContaining([expect.objectContaining({ name: before?.key.name, state: 'retired' })]) },
  });
  demo.wait(7 * 86_400_000 - 1);
  await demo.maintain();
  expect(await demo.server.keys.signingKey(before?.key.name ?? '')).toBeDefined();
  demo.wait(1);
  await demo.maintain();
  await expect(demo.server.keys.signingKey(before?.key.name ?? '')).rejects.toMatchObject({ code: 'ERR_KEY_UNKNOWN' });
  expect(await demo.reader.getCertificates()).toMatchObject({
    body: { items: [{ state: 'active' }, { state: 'retired' }] },
  });
});

test('until the new certificate is here the old one signs', async () => {
  const demo = await openReadyServer();
  const before = demo.server.seal.current()?.record.certificate.fingerprint;
  demo.qtsp.willAnswer(UNAVAILABLE);
  const id = newId();
  expect(await demo.manager.rotateKey({ headers: head(id), body: json({}) })).toMatchObject({ status: 202 });
  expect(demo.server.seal.current()?.record.certificate.fingerprint).toBe(before);
  await demo.maintain();
  expect(demo.server.seal.current()?.record.certificate.fingerprint).not.toBe(before);
  expect(await demo.manager.rotateKey({ headers: head(id), body: json({}) })).toMatchObject({ status: 201 });
});

test('without a certificate there is nothing to rotate', async () => {
  const { manager } = await openServer();
  expect(await manager.rotateKey({ headers: head(), body: json({}) })).toMatchObject({
    status: 409,
    body: { code: 'no-certificate' },
  });
});

test('a renewal keeps the key', async () => {
  const demo = await openReadyServer();
  const before = demo.server.seal.current();
  const fingerprint = before?.record.certificate.fingerprint ?? '';
  expect(await demo.manager.renewCertificate({ path: { fingerprint }, headers: head(), body: json({}) })).toMatchObject(
    { status: 201 },
  );
  const after = demo.server.seal.current();
  expect(after?.record.certificate.fingerprint).not.toBe(fingerprint);
  expect(after?.key.name).toBe(before?.key.name);
});

test('a website certificate is renewed for the request that comes along', async () => {
  const { manager } = await openServer();
  const order = { roles: ['PSP_AI' as const], enrolmentSecret: 'secret', qwac: { csr: await makeSiteRequest() } };
  const first = await manager.requestCertificates({ headers: head(), body: json(order) });
  if (first.status !== 201) throw new Error(String(first.status));
  const fingerprint = first.body.certificates[0]?.fingerprint ?? '';
  const renew = (value: { csr?: string }) =>
    manager.renewCertificate({ path: { fingerprint }, headers: head(), body: json(value) });
  expect(await renew({})).toMatchObject({ status: 422, body: { refusals: [{ reason: 'csr-not-as-needed' }] } });
  expect(await renew({ csr: await makeSiteRequest() })).toMatchObject({
    status: 201,
    body: { certificates: [{ kind: 'qwac' }] },
  });
});

test('a certificate whose key is destroyed cannot be renewed', async () => {
  const demo = await openReadyServer();
  const fingerprint = demo.server.seal.current()?.record.certificate.fingerprint ?? '';
  await demo.manager.revokeCertificate({ path: { fingerprint }, body: json({ reason: 'keyCompromise' }) });
  expect(await demo.manager.renewCertificate({ path: { fingerprint }, headers: head(), body: json({}) })).toMatchObject(
    {
      status: 422,
      body: { refusals: [{ reason: 'key-destroyed' }] },
    },
  );
});

test('a revoked certificate signs no more, and with keyCompromise its key is gone', async () => {
  const demo = await openReadyServer();
  const seal = demo.server.seal.current();
  const { fingerprint = '', serialNumber } = seal?.record.certificate ?? {};
  const value = { reason: 'keyCompromise' as const, comment: 'The server was broken into.' };
  const result = await demo.manager.revokeCertificate({ path: { fingerprint }, body: json(value) });
  expect(result).toMatchObject({ status: 200, body: { state: 'revoked' } });
  expect(demo.qtsp.revoked).toMatchObject([{ serialNumber, ...value }]);
  expect(demo.server.seal.current()).toBeUndefined();
  await expect(demo.server.keys.signingKey(seal?.key.name ?? '')).rejects.toMatchObject({ code: 'ERR_KEY_UNKNOWN' });
  expect((await findKinds(demo)).slice(-2)).toEqual(['certificate-revoked', 'key-destroyed']);
});

test('a key that is compromised takes all of its certificates with it', async () => {
  const demo = await openReadyServer();
  const fingerprint = demo.server.seal.current()?.record.certificate.fingerprint ?? '';
  await demo.manager.renewCertificate({ path: { fingerprint }, headers: head(), body: json({}) });
  await demo.manager.revokeCertificate({ path: { fingerprint }, body: json({ reason: 'keyCompromise' }) });
  expect(demo.server.seal.current()).toBeUndefined();
  expect(demo.qtsp.revoked).toHaveLength(2);
});

test.each(['issues', 'does not answer'])(
  'a revocation does not wait for the QTSP, and ends an order for the same key, even if the QTSP then %s',
  async (how) => {
    const demo = await openReadyServer();
    const fingerprint = demo.server.seal.current()?.record.certificate.fingerprint ?? '';
    const asked = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<typeof UNAVAILABLE | undefined>();
    demo.qtsp.willAnswerLate(asked.resolve, answered.promise);
    const id = newId();
    const renewal = demo.manager.renewCertificate({ path: { fingerprint }, headers: head(id), body: json({}) });
    await asked.promise;
    const keyIsGone = demo.untilKeyIsDestroyed();
    const revocation = demo.manager.revokeCertificate({
      path: { fingerprint },
      body: json({ reason: 'keyCompromise' }),
    });
    await keyIsGone;
    expect(demo.server.seal.current()).toBeUndefined();
    answered.resolve(how === 'issues' ? undefined : UNAVAILABLE);
    expect(await renewal).toMatchObject({ status: how === 'issues' ? 422 : 202 });
    expect(await revocation).toMatchObject({ status: 200 });
    await demo.maintain();
    expect(demo.server.seal.current()).toBeUndefined();
    expect(await demo.manager.getOrder({ path: { orderId: id } })).toMatchObject({
      body: { state: 'refused', refusals: [{ reason: 'key-destroyed' }] },
    });
  },
);

test('a certificate is no longer used even while the QTSP cannot be told, and the call can be repeated', async () => {
  const demo = await openReadyServer();
  const fingerprint = demo.server.seal.current()?.record.certificate.fingerprint ?? '';
  const revoke = () => demo.manager.revokeCertificate({ path: { fingerprint }, body: json({ reason: 'superseded' }) });
  demo.qtsp.willAnswer(UNAVAILABLE);
  expect(await revoke()).toMatchObject({ status: 502, body: { code: 'qtsp-unavailable' } });
  expect(demo.server.seal.current()).toBeUndefined();
  expect(await revoke()).toMatchObject({ status: 200 });
  expect((await findKinds(demo)).filter((kind) => kind === 'certificate-revoked')).toHaveLength(1);
});

test('without a QTSP the order waits for a certificate that comes by hand', async () => {
  const demo = await openServer({ withSource: false });
  const id = newId();
  const ordered = await orderSeal(demo, id);
  if (ordered.status !== 202) throw new Error(String(ordered.status));
  const csr = ordered.body.csr ?? '';
  const issued = await demo.qtsp.source.request(id, { roles: ['PSP_AI'], certificates: [{ kind: 'qsealc', csr }] });
  if (issued.kind !== 'issued') throw new Error(issued.kind);
  const value = { certificate: issued.certificates[0]?.pem ?? '', chain: [...issued.chain] };
  const result = await demo.manager.installCertificate({ body: json(value) });
  expect(result).toMatchObject({ status: 200, body: { state: 'active', keyName: `seal-${id}` } });
  expect(await demo.manager.getOrder({ path: { orderId: id } })).toMatchObject({ body: { state: 'fulfilled' } });
  expect(await demo.manager.installCertificate({ body: json(value) })).toMatchObject({ status: 200 });
  const { fingerprint } = readCertificate(value.certificate);
  expect(
    await demo.manager.revokeCertificate({ path: { fingerprint }, body: json({ reason: 'superseded' }) }),
  ).toMatchObject({ status: 502 });
  expect(await demo.manager.installCertificate({ body: json(value) })).toMatchObject({
    status: 422,
    body: { reason: 'revoked' },
  });
});

test.each([
  ['is none', 'malformed', async () => 'no certificate'],
  [
    'is for a key that is not here',
    'key-unknown',
    async ({ qtsp }: DemoServer) => {
      return toPem((await qtsp.authority.issueQsealc(createDemoParty())).certificate.der);
    },
  ],
] as const)('a certificate that %s is not installed', async (_, reason, make) => {
  const demo = await openReadyServer();
  const result = await demo.manager.installCertificate({ body: json({ certificate: await make(demo) }) });
  expect(result).toMatchObject({ status: 422, body: { code: 'certificate-refused', reason } });
});

test('a certificate whose first day is yet to come is changed over to on that day', async () => {
  const demo = await openReadyServer();
  const before = demo.server.seal.current()?.record.certificate.fingerprint;
  demo.qtsp.willIssue({ notBefore: new Date(demo.clock().getTime() + 86_400_000) });
  const result = await demo.manager.rotateKey({ headers: head(), body: json({}) });
  expect(result).toMatchObject({ status: 201, body: { certificates: [{ state: 'ready' }] } });
  await demo.maintain();
  expect(demo.server.seal.current()?.record.certificate.fingerprint).toBe(before);
  demo.wait(86_400_000);
  await demo.maintain();
  expect(demo.server.seal.current()?.record.certificate.fingerprint).not.toBe(before);
});

test('a certificate that runs out is rotated without anybody', async () => {
  const demo = await openReadyServer();
  const before = demo.server.seal.current();
  demo.wait(151 * 86_400_000);
  demo.qtsp.willIssue({ notAfter: new Date(demo.clock().getTime() + 180 * 86_400_000) });
  await demo.maintain();
  await demo.maintain();
  expect(demo.server.seal.current()?.key.name).not.toBe(before?.key.name);
  expect(demo.qtsp.asked).toHaveLength(2);
});

test('an order that is given up destroys its key, and stays given up', async () => {
  const demo = await openServer();
  demo.qtsp.willAnswer(UNAVAILABLE);
  const id = newId();
  await orderSeal(demo, id);
  expect(await demo.manager.cancelOrder({ path: { orderId: id } })).toMatchObject({
    status: 200,
    body: { state: 'cancelled' },
  });
  expect(await demo.reader.getKeys()).toMatchObject({ body: { items: [{ state: 'destroyed' }] } });
  expect(await orderSeal(demo, id)).toMatchObject({ status: 422, body: { refusals: [{ reason: 'cancelled' }] } });
  expect(await demo.manager.getOrders()).toMatchObject({ body: { items: [{ orderId: id, state: 'cancelled' }] } });
});

test('what is not here is not found', async () => {
  const { manager } = await openServer();
  const fingerprint = 'ab'.repeat(32);
  const notFound = { status: 404, body: { code: 'not-found' } };
  expect(await manager.getOrder({ path: { orderId: newId() } })).toMatchObject(notFound);
  expect(await manager.cancelOrder({ path: { orderId: newId() } })).toMatchObject(notFound);
  expect(
    await manager.revokeCertificate({ path: { fingerprint }, body: json({ reason: 'superseded' }) }),
  ).toMatchObject(notFound);
  expect(await manager.renewCertificate({ path: { fingerprint }, headers: head(), body: json({}) })).toMatchObject(
    notFound,
  );
});

test('no answer holds a private key', async () => {
  const demo = await openReadyServer();
  const answers = [
    await demo.reader.getKeys(),
    await demo.reader.getCertificates(),
    await demo.manager.getOrders(),
    await demo.reader.getStatus(),
    await demo.reader.getUses(),
  ];
  const text = JSON.stringify(answers);
  expect(text).not.toContain('PRIVATE');
  for (const [, pem = ''] of text.matchAll(/(-----BEGIN .*?-----END [A-Z ]+-----)/g)) {
    expect(() => createPrivateKey(pem.replaceAll('\\n', '\n'))).toThrow();
  }
});
