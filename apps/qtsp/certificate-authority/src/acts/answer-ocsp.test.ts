import { toPem } from '@openxs2a/certificates';
import { expect, test } from 'vitest';
import { createOcspRequest, openssl } from '../testing/openssl.fixture.ts';
import { importTestRegister, issueTo, must, OPERATOR } from '../testing/parties.fixture.ts';
import { createTestQtsp, HOUR } from '../testing/qtsp.fixture.ts';
import { revokeCertificate } from './revoke-certificate.ts';

async function setUp() {
  const made = await createTestQtsp();
  await importTestRegister(made.qtsp);
  const { qwac } = await issueTo(made.qtsp);
  const files = { issuer: toPem(made.qtsp.issuer.certificate.der), leaf: toPem(qwac.der) };
  const ask = async (options?: string) => made.answerOcsp(await createOcspRequest(files, options));
  return { ...made, qwac, files, ask };
}

test('an answer without nonce is given again for a minute, one with a nonce never', async () => {
  const { ask, clock } = await setUp();
  const first = await ask();
  expect(first.cacheSeconds).toBe(60);
  clock.advance(20_000);
  expect(await ask()).toEqual({ der: first.der, cacheSeconds: 40 });
  clock.advance(40_000);
  expect((await ask()).der).not.toEqual(first.der);
  expect(await ask('-nonce')).toMatchObject({ cacheSeconds: 0 });
});

test('an answer that is kept is worth nothing once the certificate is revoked', async () => {
  const { ask, qtsp, qwac, files } = await setUp();
  await ask();
  must(await revokeCertificate(qtsp, OPERATOR, { serialNumber: qwac.serialNumber, reason: 'superseded' }));
  const { der } = await ask();
  const text = await openssl('ocsp -issuer issuer.pem -cert leaf.pem -respin answer.der -noverify -no_nonce', {
    'issuer.pem': files.issuer,
    'leaf.pem': files.leaf,
    'answer.der': der,
  });
  expect(text).toContain('leaf.pem: revoked');
});

test('the responder gets itself a new certificate when half of the old one is over', async () => {
  const { ask, qtsp, clock } = await setUp();
  const countDelegations = async () =>
    (await qtsp.journal.read({ kind: 'certificate-issued', actor: 'server' })).records.length;
  await ask('-nonce');
  await ask('-nonce');
  expect(await countDelegations()).toBe(1);
  clock.advance(3 * 24 * HOUR);
  await ask('-nonce');
  expect(await countDelegations()).toBe(1);
  clock.advance(24 * HOUR);
  await Promise.all([ask('-nonce'), ask('-nonce'), ask('-nonce')]);
  expect(await countDelegations()).toBe(2);
});

test('a request for more certificates than anyone has to ask about is malformed', async () => {
  const { answerOcsp, files } = await setUp();
  const many = Array.from({ length: 17 }, (_, n) => `-serial ${n + 1}`).join(' ');
  const { der } = await answerOcsp(await createOcspRequest(files, `-no_nonce ${many}`));
  expect(await openssl('ocsp -respin answer.der -noverify', { 'answer.der': der })).toContain('malformedrequest');
});
