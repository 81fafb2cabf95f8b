import { createPublicKey } from 'node:crypto';
import { toPem } from '@openxs2a/certificates';
import { createDemoParty, generateKey } from '@openxs2a/certificates/issue';
import { expect, test } from 'vitest';
import { openServer } from '../server.fixture.ts';
import { importSeal } from './import-seal.ts';

async function makeSeal({ qtsp }: Awaited<ReturnType<typeof openServer>>) {
  const { certificate, privateKey } = await qtsp.authority.issueQsealc(createDemoParty());
  const chain = [toPem(qtsp.authority.issuingCa.certificate.der)];
  return { privateKey, pem: { certificate: toPem(certificate.der), chain } };
}

test('a key that was made elsewhere signs with its certificate, and is not taken for one of no use', async () => {
  const demo = await openServer();
  const { privateKey, pem } = await makeSeal(demo);
  expect(await importSeal(demo.server, 'import', privateKey, pem)).toMatchObject({
    kind: 'installed',
    record: { state: 'active' },
  });
  demo.wait(30 * 86_400_000);
  await demo.maintain();
  const { name = '' } = demo.server.seal.current()?.key ?? {};
  const { publicKey } = await demo.server.keys.signingKey(name);
  expect(publicKey.equals(createPublicKey(privateKey))).toBe(true);
  expect(await demo.reader.getKeys()).toMatchObject({ body: { items: [{ name, state: 'active' }] } });
});

test('a key without its certificate is gone again', async () => {
  const demo = await openServer();
  const { pem } = await makeSeal(demo);
  expect(await importSeal(demo.server, 'import', await generateKey('p-256'), pem)).toMatchObject({
    kind: 'refused',
    refusal: { reason: 'key-unknown' },
  });
  expect((await demo.server.keys.list()).map(({ name }) => name)).toEqual(['record']);
});
