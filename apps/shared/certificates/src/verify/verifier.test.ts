import { beforeEach, expect, test, vi } from 'vitest';
import type { Certificate } from '../certificate.ts';
import {
  type CertificateTemplate,
  createDemoParty,
  createOcspResponse,
  crlDistributionPoints,
  extendedKeyUsage,
  keyUsage,
  type OcspStatus,
  readOcspRequest,
  withExtension,
  withoutExtension,
} from '../issue.ts';
import { OIDS } from '../oids.ts';
import type { CertificateVerdict } from '../verdict.ts';
import { createCa } from './chain.fixture.ts';
import type { Verifier } from './options.ts';
import type { RevocationFetch } from './revocation/fetch.ts';
import { createScene, DAY, NOON, SECOND } from './scene.fixture.ts';

let scene: Awaited<ReturnType<typeof createScene>>;
let qwac: Certificate;
let verifier: Verifier;
beforeEach(async () => {
  scene = await createScene();
  qwac = (await scene.authority.issueQwac(scene.party)).certificate;
  verifier = scene.createVerifier();
});

const verify = (by: Verifier = verifier, leaf: Certificate = qwac) => by.verify(leaf, { use: 'qwac' });
const reasonOf = (verdict: CertificateVerdict) => (verdict.accepted ? 'accepted' : verdict.reason);
/** Of a verdict that must be there at once. */
function reasonNow(by: Verifier = verifier): string {
  const verdict = verify(by);
  return verdict instanceof Promise ? 'has to be waited for' : reasonOf(verdict);
}
const ask = async (by: Verifier = verifier, leaf: Certificate = qwac) => reasonOf(await verify(by, leaf));
/** Lets what was begun behind the scenes come to an end. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
const down: RevocationFetch = async () => {
  throw new Error('down');
};

test('a QWAC is accepted with all that is known of it', async () => {
  const { authority } = scene;
  expect(await verify()).toEqual({
    accepted: true,
    evidence: {
      use: 'qwac',
      certificate: qwac,
      path: [qwac, authority.issuingCa.certificate, authority.root.certificate],
      organizationIdentifier: {
        text: 'PSDDE-BAFIN-123456',
        country: 'DE',
        nca: 'BAFIN',
        authorizationNumber: '123456',
      },
      roles: ['PSP_PI', 'PSP_AI'],
      ncaName: scene.party.ncaName,
      ncaId: 'DE-BAFIN',
      revocation: [
        { fingerprint: qwac.fingerprint, by: 'ocsp', producedAt: NOON, url: authority.urls.ocsp },
        {
          fingerprint: authority.issuingCa.certificate.fingerprint,
          by: 'crl',
          producedAt: NOON,
          url: authority.rootUrls.crl,
        },
      ],
    },
  });
});

test('a QSealC is accepted for seals, and for nothing else', async () => {
  const { certificate } = await scene.authority.issueQsealc(scene.party);
  expect(reasonOf(await verifier.verify(certificate, { use: 'qsealc' }))).toBe('accepted');
  expect(reasonOf(await verifier.verify(certificate, { use: 'qwac' }))).toBe('key-usage-wrong');
});

test('a bank is verified by a TPP as a server', async () => {
  const { certificate } = await scene.authority.issueQwac(createDemoParty({ roles: ['PSP_AS'] }), {
    alter: (template) => withExtension(template, extendedKeyUsage([OIDS.serverAuth])),
  });
  expect(await ask(scene.createVerifier({ policy: { tlsSide: 'server' } }), certificate)).toBe('accepted');
  expect(await ask(verifier, certificate)).toBe('extended-key-usage-wrong');
});

test('the CAs that a peer sends are enough', async () => {
  const alone = scene.createVerifier({ intermediates: [] });
  expect(await ask(alone)).toBe('untrusted-issuer');
  const { certificate } = scene.authority.issuingCa;
  expect(reasonOf(await alone.verify(qwac, { use: 'qwac', intermediates: [certificate] }))).toBe('accepted');
});

// Order

test('checks come in the order leaf, path, profile, revocation', async () => {
  const { authority, party, set } = scene;
  const alter = (template: CertificateTemplate) => withoutExtension(template, OIDS.qcStatements);
  const { certificate } = await authority.issueQwac(party, { alter });
  authority.revoke(certificate);
  authority.revoke(qwac);
  const stranger = scene.createVerifier({ anchors: [(await createCa('Other')).certificate] });
  set(new Date(NOON.getTime() + 200 * DAY));
  expect(await ask(stranger, certificate)).toBe('expired');
  set(NOON);
  expect(await ask(stranger, certificate)).toBe('untrusted-issuer');
  expect(await ask(verifier, certificate)).toBe('qc-statements-missing');
  expect(await ask(verifier, qwac)).toBe('revoked');
});

test('API7 nobody is asked about a certificate that nobody trusted has issued, or that is refused anyhow', async () => {
  const stranger = scene.createVerifier({ anchors: [(await createCa('Other')).certificate] });
  expect(await ask(stranger)).toBe('untrusted-issuer');
  const { certificate } = await scene.authority.issueQwac(scene.party, {
    alter: (template) => withExtension(template, keyUsage(['keyEncipherment'])),
  });
  expect(await ask(verifier, certificate)).toBe('key-usage-wrong');
  expect(scene.asked).toEqual([]);
});

// What is kept

test('what is known and fresh is a plain value, the same each time', async () => {
  const first = await verify();
  expect(verify()).toBe(first);
  scene.advance(44 * SECOND);
  expect(verify()).toBe(first);
  expect(scene.asked).toHaveLength(2);
});

test('ten who come at once ask once', async () => {
  const verdicts = await Promise.all(Array.from({ length: 10 }, () => ask()));
  expect(new Set(verdicts)).toEqual(new Set(['accepted']));
  expect(scene.asked.toSorted()).toEqual([scene.authority.urls.ocsp, scene.authority.rootUrls.crl].toSorted());
});

test('the certificates of one CA share the list above it', async () => {
  const others = await Promise.all(Array.from({ length: 5 }, () => scene.authority.issueQwac(scene.party)));
  for (const { certificate } of others) expect(await ask(verifier, certificate)).toBe('accepted');
  expect(scene.asked.filter((url) => url === scene.authority.rootUrls.crl)).toHaveLength(1);
});

test('dates are looked at each time', async () => {
  await verify();
  scene.set(qwac.notAfter);
  scene.advance(1);
  expect(await ask()).toBe('expired');
  scene.set(new Date(qwac.notBefore.getTime() - 1));
  expect(await ask()).toBe('not-yet-valid');
});

test('a CA that ends before its leaf ends the path', async () => {
  const { authority, party } = scene;
  const short = await createCa('Short', {
    issuer: authority.root,
    alter: (template) => ({ ...template, notAfter: new Date(NOON.getTime() + DAY) }),
  });
  const { certificate } = await authority.issueQwac(party, { issuer: short });
  const lenient = scene.createVerifier({
    intermediates: [short.certificate],
    revocation: { fetch: down, whenUnreachable: 'accept' },
  });
  expect(await ask(lenient, certificate)).toBe('accepted');
  scene.advance(DAY + 1);
  expect(await ask(lenient, certificate)).toBe('issuer-expired');
});

test('a revocation is known after revocationMaxAge at the latest', async () => {
  await verify();
  scene.authority.revoke(qwac, { reason: 'keyCompromise' });
  expect(reasonNow()).toBe('accepted');
  scene.advance(60 * SECOND);
  const verdict = await verify();
  expect(verdict).toMatchObject({
    accepted: false,
    reason: 'revoked',
    evidence: {
      fingerprint: qwac.fingerprint,
      revokedAt: NOON.toISOString(),
      revocationReason: 'keyCompromise',
      by: 'ocsp',
    },
  });
  expect(verify()).toEqual(verdict);
});

test('a busy verifier renews behind the scenes, and nobody waits', async () => {
  await verify();
  scene.authority.revoke(qwac);
  scene.advance(45 * SECOND);
  expect(reasonNow()).toBe('accepted');
  // until what was begun behind the scenes has come to its end, however long the machine takes for it
  await vi.waitUntil(() => reasonNow() === 'revoked', { timeout: 30_000, interval: 1 });
});

test('a certificate on hold is refused until it is released', async () => {
  const { authority, clock } = scene;
  const told: { status: OcspStatus } = { status: { kind: 'revoked', revokedAt: NOON, reason: 'certificateHold' } };
  const fetch: RevocationFetch = async ({ body = new Uint8Array() }) => {
    const { certIds, nonce = new Uint8Array() } = readOcspRequest(body);
    const responses = certIds.map((certId) => ({ certId, status: told.status, thisUpdate: clock() }));
    return createOcspResponse({ responder: authority.ocspResponder, producedAt: clock(), responses, nonce });
  };
  const patient = scene.createVerifier({ revocation: { fetch, intermediates: 'skip' } });
  expect(await ask(patient)).toBe('revoked');
  told.status = { kind: 'good' };
  expect(reasonNow(patient)).toBe('revoked');
  scene.advance(60 * SECOND);
  expect(await ask(patient)).toBe('accepted');
});

test('what a verifier was told to forget is verified and asked for anew', async () => {
  await verify();
  scene.authority.revoke(qwac);
  verifier.forget('00'.repeat(32));
  expect(reasonNow()).toBe('accepted');
  verifier.forget(qwac.fingerprint);
  expect(await ask()).toBe('revoked');
});

test('to forget a CA is to forget all below it', async () => {
  await verify();
  const { certificate } = scene.authority.issuingCa;
  scene.authority.revoke(certificate);
  verifier.forget(certificate.fingerprint);
  expect(await ask()).toBe('issuer-revoked');
});

test('to forget everything is to begin anew', async () => {
  await verify();
  verifier.forget();
  await verify();
  expect(scene.asked).toHaveLength(4);
});

test('what was begun before something was forgotten is not kept', async () => {
  const begun = verify();
  verifier.forget(qwac.fingerprint);
  expect(reasonOf(await begun)).toBe('accepted');
  expect(reasonNow()).toBe('has to be waited for');
});

test('a trust list that has changed is heeded at once', async () => {
  const lists = { current: [scene.authority.root.certificate] };
  const following = scene.createVerifier({ anchors: () => lists.current });
  expect(await ask(following)).toBe('accepted');
  expect(reasonNow(following)).toBe('accepted');
  lists.current = [(await createCa('Other')).certificate];
  expect(await ask(following)).toBe('untrusted-issuer');
  lists.current = [scene.authority.issuingCa.certificate];
  expect(await ask(following)).toBe('accepted');
});

test('the memory is bounded, and what was used last stays', async () => {
  const small = scene.createVerifier({ cache: { entries: 2 } });
  const [second, third] = await Promise.all([
    scene.authority.issueQwac(scene.party),
    scene.authority.issueQwac(scene.party),
  ]);
  await verify(small);
  await verify(small, second.certificate);
  expect(reasonNow(small)).toBe('accepted');
  await verify(small, third.certificate);
  expect(reasonNow(small)).toBe('accepted');
  expect(small.verify(second.certificate, { use: 'qwac' })).toBeInstanceOf(Promise);
});

test("whoever sends a stranger's certificate with the wrong CAs does not harm the stranger", async () => {
  const alone = scene.createVerifier({ intermediates: [] });
  const twin = await createCa('Demo Issuing CA', {
    alter: (t) => ({ ...t, subject: scene.authority.issuingCa.certificate.subject }),
  });
  expect(reasonOf(await alone.verify(qwac, { use: 'qwac', intermediates: [twin.certificate] }))).toBe('bad-signature');
  expect(
    reasonOf(await alone.verify(qwac, { use: 'qwac', intermediates: [scene.authority.issuingCa.certificate] })),
  ).toBe('accepted');
});

// Who tells

test('a revoked CA takes its leaves with it', async () => {
  scene.authority.revoke(scene.authority.issuingCa.certificate, { reason: 'cACompromise' });
  expect(await verify()).toMatchObject({
    reason: 'issuer-revoked',
    evidence: {
      fingerprint: scene.authority.issuingCa.certificate.fingerprint,
      revocationReason: 'cACompromise',
      by: 'crl',
    },
  });
});

test('another path may do where the CA of the first is revoked', async () => {
  const { authority } = scene;
  const other = await createCa('Other Root');
  const crossed = await createCa('x', {
    issuer: other,
    key: authority.issuingCa.key,
    alter: (template) => ({ ...template, subject: authority.issuingCa.certificate.subject }),
  });
  authority.revoke(authority.issuingCa.certificate);
  const both = scene.createVerifier({
    anchors: [authority.root.certificate, other.certificate],
    intermediates: [authority.issuingCa.certificate, crossed.certificate],
    revocation: { whenUnreachable: 'accept' },
  });
  expect(await verify(both)).toMatchObject({
    accepted: true,
    evidence: { path: [qwac, crossed.certificate, other.certificate] },
  });
});

test('where no path will do, the reason is that of the likeliest', async () => {
  const { authority } = scene;
  const { subject } = authority.issuingCa.certificate;
  const other = await createCa('Other Root');
  const crossed = await createCa('x', {
    issuer: other,
    key: authority.issuingCa.key,
    alter: (t) => ({ ...t, subject }),
  });
  authority.revoke(authority.issuingCa.certificate);
  const both = scene.createVerifier({
    anchors: [authority.root.certificate, other.certificate],
    intermediates: [authority.issuingCa.certificate, crossed.certificate],
  });
  expect(await ask(both)).toBe('issuer-revoked');
});

test('a policy may leave CAs unasked', async () => {
  scene.authority.revoke(scene.authority.issuingCa.certificate);
  expect(await ask(scene.createVerifier({ revocation: { intermediates: 'skip' } }))).toBe('accepted');
});

test('lists may be preferred', async () => {
  const listing = scene.createVerifier({ revocation: { prefer: 'crl' } });
  expect(await verify(listing)).toMatchObject({
    evidence: { revocation: [{ by: 'crl', url: scene.authority.urls.crl }, {}] },
  });
  scene.authority.revoke(qwac);
  listing.forget();
  expect(await ask(listing)).toBe('revoked');
});

/** The services of the scene, but for some. */
const without =
  (...urls: readonly string[]): RevocationFetch =>
  async (request) => {
    if (urls.includes(request.url)) throw new Error('down');
    return scene.fetch(request);
  };

test('the list tells where the responder does not answer', async () => {
  const fetch = without(scene.authority.urls.ocsp);
  const verdict = await verify(scene.createVerifier({ revocation: { fetch } }));
  expect(verdict).toMatchObject({ accepted: true, evidence: { revocation: [{ by: 'crl' }, { by: 'crl' }] } });
});

test('of many addresses only the first are asked', async () => {
  const urls = [1, 2, 3, 4].map((number) => `http://qtsp.localhost/${number}.crl`);
  const { certificate } = await scene.authority.issueQwac(scene.party, {
    alter: (template) =>
      withExtension(withoutExtension(template, OIDS.authorityInfoAccess), crlDistributionPoints(urls)),
  });
  expect(await ask(scene.createVerifier({ revocation: { intermediates: 'skip' } }), certificate)).toBe(
    'revocation-unknown',
  );
  expect(scene.asked).toEqual(urls.slice(0, 2));
});

test('the list tells where the responder does not know the certificate', async () => {
  const answerOfAnother = await createScene();
  const fetch: RevocationFetch = async (request) =>
    request.body === undefined ? scene.fetch(request) : answerOfAnother.authority.answerOcsp(request.body);
  expect(await verify(scene.createVerifier({ revocation: { fetch } }))).toMatchObject({
    accepted: true,
    evidence: { revocation: [{ by: 'crl' }, {}] },
  });
});

test('nobody who tells is a reason to refuse, and the reason says why nobody does', async () => {
  const fetch = without(scene.authority.urls.ocsp, scene.authority.urls.crl);
  const strict = scene.createVerifier({ revocation: { fetch } });
  expect(await verify(strict)).toMatchObject({
    reason: 'revocation-unknown',
    evidence: { fingerprint: qwac.fingerprint, problem: 'ERR_REVOCATION_UNAVAILABLE', detail: 'down' },
  });
});

test('a policy may accept where nobody tells, and the evidence says so', async () => {
  const lenient = scene.createVerifier({ revocation: { fetch: down, whenUnreachable: 'accept' } });
  expect(await verify(lenient)).toMatchObject({
    accepted: true,
    evidence: { revocation: [{ fingerprint: qwac.fingerprint, by: 'unchecked' }, { by: 'unchecked' }] },
  });
});

test('a certificate that names nobody is refused, unless a policy accepts it', async () => {
  const { certificate } = await scene.authority.issueQwac(scene.party, {
    alter: (template) =>
      withoutExtension(withoutExtension(template, OIDS.authorityInfoAccess), OIDS.cRLDistributionPoints),
  });
  expect(await verify(verifier, certificate)).toMatchObject({
    reason: 'revocation-unknown',
    evidence: { problem: 'ERR_REVOCATION_NO_ADDRESS' },
  });
  expect(await ask(scene.createVerifier({ revocation: { whenUnreachable: 'accept' } }), certificate)).toBe('accepted');
});

test('a responder that never issued it is no silence: it is refused whatever the policy', async () => {
  // signed with the CA's key, and not in the CA's books
  const forged = await scene.authority.issueQwac(scene.party, {
    issuer: { ...scene.authority.issuingCa },
    alter: (template) => withoutExtension(template, OIDS.cRLDistributionPoints),
  });
  const lenient = scene.createVerifier({ revocation: { whenUnreachable: 'accept' } });
  expect(await verify(lenient, forged.certificate)).toMatchObject({
    reason: 'revocation-unknown',
    evidence: { problem: 'unknown', by: 'ocsp' },
  });
});

test('what was revoked stays so when its source falls silent, whatever the policy', async () => {
  const source = { fetch: scene.fetch };
  const lenient = scene.createVerifier({
    revocation: { fetch: (request) => source.fetch(request), whenUnreachable: 'accept' },
  });
  scene.authority.revoke(qwac);
  expect(await ask(lenient)).toBe('revoked');
  source.fetch = down;
  for (let minutes = 0; minutes < 5; minutes += 1) {
    scene.advance(61 * SECOND);
    expect(await ask(lenient)).toBe('revoked');
  }
});

test('an outage within the grace is not felt, and one that is longer is', async () => {
  const source = { fetch: scene.fetch };
  const patient = scene.createVerifier({
    revocation: { fetch: (request) => source.fetch(request), grace: 300 * SECOND },
  });
  expect(await ask(patient)).toBe('accepted');
  source.fetch = down;
  scene.advance(359 * SECOND);
  expect(await ask(patient)).toBe('accepted');
  scene.advance(SECOND);
  expect(await ask(patient)).toBe('revocation-unknown');
  source.fetch = scene.fetch;
  scene.advance(60 * SECOND);
  expect(await ask(patient)).toBe('accepted');
});

test('a source that is down is not asked by each request', async () => {
  const counted = { calls: 0 };
  const fetch: RevocationFetch = async () => {
    counted.calls += 1;
    throw new Error('down');
  };
  const strict = scene.createVerifier({ revocation: { fetch, intermediates: 'skip' } });
  for (let call = 0; call < 10; call += 1) expect(await ask(strict)).toBe('revocation-unknown');
  expect(counted.calls).toBe(2);
  scene.advance(5 * SECOND);
  for (let call = 0; call < 10; call += 1) expect(await ask(strict)).toBe('revocation-unknown');
  await settle();
  expect(counted.calls).toBe(4);
});

test('an answer that was made before the revocation does not undo it', async () => {
  const { authority, advance } = scene;
  const answers: Uint8Array[] = [];
  const source: { replay: Uint8Array | undefined } = { replay: undefined };
  const fetch: RevocationFetch = async (request) => {
    if (request.url !== authority.urls.ocsp) throw new Error('down');
    const answer = source.replay ?? (await scene.fetch(request));
    answers.push(answer);
    return answer;
  };
  const naive = scene.createVerifier({ revocation: { fetch, nonce: 'none', intermediates: 'skip' } });
  expect(await ask(naive)).toBe('accepted');
  advance(60 * SECOND);
  authority.revoke(qwac);
  expect(await ask(naive)).toBe('revoked');
  [source.replay] = answers;
  advance(60 * SECOND);
  expect(await ask(naive)).toBe('revoked');
});

test('a list that is older than the one before does not count, not even after forgetting', async () => {
  const { authority, advance } = scene;
  const old = await authority.createCrl('issuingCa');
  const source: { replay: Uint8Array | undefined } = { replay: undefined };
  const fetch: RevocationFetch = async (request) =>
    request.url === authority.urls.crl ? (source.replay ?? scene.fetch(request)) : scene.fetch(request);
  const listing = scene.createVerifier({
    revocation: { fetch: (request) => (request.body === undefined ? fetch(request) : down(request)), prefer: 'crl' },
  });
  expect(await ask(listing)).toBe('accepted');
  source.replay = old;
  advance(60 * SECOND);
  expect(await verify(listing)).toMatchObject({
    reason: 'revocation-unknown',
    evidence: { problem: 'ERR_REVOCATION_OLDER' },
  });
  listing.forget();
  expect(await verify(listing)).toMatchObject({
    reason: 'revocation-unknown',
    evidence: { problem: 'ERR_REVOCATION_OLDER' },
  });
});

test.each([
  [{ maxAge: Number.NaN }, 'maxAge'],
  [{ grace: -1 }, 'grace'],
])('a time that is none is a mistake of the programmer: %j', (revocation, name) => {
  expect(() => scene.createVerifier({ revocation })).toThrow(
    new TypeError(`"${name}" must be a number of milliseconds`),
  );
});

test('a memory of no entries is a mistake of the programmer', () => {
  expect(() => scene.createVerifier({ cache: { entries: 0 } })).toThrow(TypeError);
});
