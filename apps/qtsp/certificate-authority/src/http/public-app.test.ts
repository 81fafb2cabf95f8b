import { toPem } from '@openxs2a/certificates';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { revokeCertificate } from '../acts/revoke-certificate.ts';
import type { IssuedRecord } from '../domain/certificate-record.ts';
import { install, startInstallation } from '../testing/installation.fixture.ts';
import { createOcspRequest, openssl } from '../testing/openssl.fixture.ts';
import { importTestRegister, issueTo, must, OPERATOR } from '../testing/parties.fixture.ts';

/** A certificate authority on real sockets, with one party. */
async function setUp() {
  const installation = await install();
  const { qtsp, publicListener } = await startInstallation(installation);
  await importTestRegister(qtsp);
  const { qwac, qsealc } = await issueTo(qtsp);
  const url = publicListener.url;
  const load = async (path: string) => new Uint8Array(await (await fetch(url + path)).arrayBuffer());
  const root = toPem(await load('/ca/root/certificate'));
  const issuing = toPem(await load('/ca/issuing/certificate'));
  const files = {
    'root.pem': root,
    'issuing.pem': issuing,
    'qwac.pem': toPem(qwac.der),
    'qsealc.pem': toPem(qsealc.der),
  };
  const revoke = async ({ serialNumber }: IssuedRecord) =>
    must(await revokeCertificate(qtsp, OPERATOR, { serialNumber, reason: 'keyCompromise' }));
  const ask = (file: string, options = '') =>
    openssl(`ocsp -issuer issuing.pem ${options} -cert ${file} -url ${url}/ocsp ${TRUST}`, files);
  return { qtsp, url, load, files, qwac, qsealc, revoke, ask };
}

const TRUST = '-CAfile root.pem -verify_other issuing.pem';

const toCrlPem = (der: Uint8Array) => toPem(der, 'X509 CRL');

test('OpenSSL accepts chain, lists and what the certificates are for', async () => {
  const { load, files, revoke, qsealc } = await setUp();
  await revoke(qsealc);
  const crls = { 'crls.pem': toCrlPem(await load('/ca/issuing/crl')) + toCrlPem(await load('/ca/root/crl')) };
  const verify = (file: string, options = '') =>
    openssl(
      `verify -x509_strict -crl_check_all -CRLfile crls.pem ${options} -CAfile root.pem -untrusted issuing.pem ${file}`,
      { ...files, ...crls },
    );
  expect(await verify('qwac.pem', '-purpose sslclient')).toBe('qwac.pem: OK\n');
  expect(await verify('qwac.pem', '-purpose sslserver')).toBe('qwac.pem: OK\n');
  expect(await verify('qsealc.pem')).toContain('error 23'); // certificate revoked
});

test('a revocation is in the list at once, under a greater number', async () => {
  const { load, files, revoke, qwac } = await setUp();
  const read = async () =>
    openssl('crl -inform der -in list.crl -noout -text -CAfile issuing.pem', {
      ...files,
      'list.crl': await load('/ca/issuing/crl'),
    });
  const numberOf = (text: string) => Number(/CRL Number:\s+(\d+)/.exec(text)?.[1]);
  const before = await read();
  expect(before).toContain('verify OK');
  expect(before).toContain('No Revoked Certificates');
  await revoke(qwac);
  const after = await read();
  expect(after).toContain('verify OK');
  expect(after.replace(/\s+/g, ' ')).toMatch(
    new RegExp(`Serial Number: ${qwac.serialNumber.toUpperCase()} .* Key Compromise`),
  );
  expect(numberOf(after)).toBe(numberOf(before) + 1);
});

test('OCSP says what is so, at once', async () => {
  const { ask, revoke, qwac } = await setUp();
  const good = await ask('qwac.pem');
  expect(good).toContain('Response verify OK');
  expect(good).toContain('qwac.pem: good');
  expect(good).not.toContain('WARNING: no nonce');
  expect(await ask('qwac.pem', '-no_nonce')).toContain('qwac.pem: good');
  await revoke(qwac);
  for (const options of ['', '-no_nonce', '-sha256', '-timeout 5']) {
    const text = await ask('qwac.pem', options);
    expect(text).toContain('qwac.pem: revoked');
    expect(text).toContain('Reason: keyCompromise');
  }
});

test('what was never issued is unknown', async () => {
  const { ask } = await setUp();
  expect(await ask('qwac.pem', '-serial 0x1234')).toContain('0x1234: unknown');
});

const post = (url: string, body: BodyInit, type = 'application/ocsp-request') =>
  fetch(`${url}/ocsp`, { method: 'POST', body, headers: { 'Content-Type': type } });

/** What OpenSSL makes of an answer. */
async function readAnswer(response: Response): Promise<string> {
  const answer = new Uint8Array(await response.arrayBuffer());
  return openssl('ocsp -respin answer.der -noverify -text', { 'answer.der': answer });
}

test('what another authority issued is not for us to say', async () => {
  const { url, files } = await setUp();
  const about = await createOcspRequest({ issuer: files['root.pem'], leaf: files['issuing.pem'] });
  expect(await readAnswer(await post(url, new Uint8Array(about)))).toContain('unauthorized (6)');
});

test.each<[string, Uint8Array<ArrayBuffer>]>([
  ['nothing', new Uint8Array()],
  ['noise', new Uint8Array([1, 2, 3])],
  ['a sequence of nothing', new Uint8Array([0x30, 0x00])],
  ['a length that is a lie', new Uint8Array([0x30, 0x84, 0xff, 0xff, 0xff, 0xff])],
])('%s is a malformed request to OCSP', async (_, body) => {
  const { url } = await setUp();
  const response = await post(url, body);
  expect(response.status).toBe(200);
  expect(await readAnswer(response)).toContain('malformedrequest (1)');
});

test('what is no OCSP request by its type or its size is refused before it is read', async () => {
  const { url } = await setUp();
  expect((await post(url, 'hello', 'text/plain')).status).toBe(415);
  expect((await post(url, new Uint8Array(20_000))).status).toBe(413);
  expect((await fetch(`${url}/ocsp/${'A'.repeat(23_000)}`)).status).toBe(200);
});

test('whatever comes to OCSP, the server does not fail', async () => {
  const { url, files } = await setUp();
  const der = await createOcspRequest({ issuer: files['issuing.pem'], leaf: files['qwac.pem'] }, '-nonce');
  const changes = fc.array(fc.tuple(fc.nat(der.length - 1), fc.nat(255)), { maxLength: 6 });
  const requests = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.tuple(changes, fc.nat(der.length)).map(([damage, length]) => {
      const bytes = new Uint8Array(der);
      for (const [index, value] of damage) bytes[index] = value;
      return bytes.slice(0, length);
    }),
  );
  await fc.assert(
    fc.asyncProperty(requests, fc.webPath(), async (bytes, path) => {
      const answers = [await post(url, new Uint8Array(bytes)), await fetch(`${url}/ocsp/${path.slice(1)}`)];
      for (const answer of answers) expect(answer.status).toBeLessThan(500);
      expect(answers[0]?.status).toBe(200);
    }),
    { numRuns: 150 },
  );
});

test('OCSP answers GET, with slashes as they are, too', async () => {
  const { url, files } = await setUp();
  const request = await createOcspRequest({ issuer: files['issuing.pem'], leaf: files['qwac.pem'] });
  const base64 = request.toString('base64');
  for (const encoded of [encodeURIComponent(base64), base64, base64.replace(/=+$/, '')]) {
    const response = await fetch(`${url}/ocsp/${encoded}`);
    expect(response.headers.get('content-type')).toBe('application/ocsp-response');
    expect(response.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
    const answer = new Uint8Array(await response.arrayBuffer());
    const text = await openssl(`ocsp -issuer issuing.pem -cert qwac.pem -respin answer.der ${TRUST} -no_nonce`, {
      ...files,
      'answer.der': answer,
    });
    expect(text).toContain('qwac.pem: good');
  }
});

test('lists and certificates are given again only where they have changed', async () => {
  const { url, revoke, qwac } = await setUp();
  for (const path of ['/ca/issuing/crl', '/ca/root/crl', '/ca/issuing/certificate', '/ca/root/certificate']) {
    const first = await fetch(url + path);
    const etag = first.headers.get('etag') ?? '';
    expect(Date.parse(first.headers.get('last-modified') ?? '')).not.toBeNaN();
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=/);
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*'])
      expect((await fetch(url + path, { headers: { 'If-None-Match': known } })).status).toBe(304);
    expect((await fetch(url + path, { headers: { 'If-None-Match': '"x"' } })).status).toBe(200);
  }
  const known = (await fetch(`${url}/ca/issuing/crl`)).headers.get('etag') ?? '';
  await revoke(qwac);
  expect((await fetch(`${url}/ca/issuing/crl`, { headers: { 'If-None-Match': known } })).status).toBe(200);
});

test('the policy is a page, without anything inline', async () => {
  const { url } = await setUp();
  const response = await fetch(`${url}/`);
  const page = await response.text();
  expect(response.url).toBe(`${url}/policy`);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page).toContain('Policy and certificates of this authority');
  expect(page).not.toMatch(/ style=| on[a-z]+=|<script/);
  expect((await fetch(`${url}/assets/style.css`)).headers.get('content-type')).toContain('text/css');
});

test('nothing but what is public answers there', async () => {
  const { url } = await setUp();
  for (const path of ['/v1/register', '/sign-in', '/log', '/ca/other/crl', '/nothing'])
    expect((await fetch(url + path)).status, path).toBeGreaterThanOrEqual(400);
});
