import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMessageVerifier, PROFILES } from '@openxs2a/http-signatures';
import { expect, onTestFinished, test } from 'vitest';
import { openReadyServer } from './server.fixture.ts';

const PACKAGE = join(import.meta.dirname, '..');

test('the signer of the README signs what a generated client sends', async () => {
  const readme = await readFile(join(PACKAGE, 'README.md'), 'utf8');
  const [, code = ''] = /<!-- example: remote-signer\.ts -->\n```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  await mkdir(join(PACKAGE, '.tmp'), { recursive: true });
  const folder = await mkdtemp(join(PACKAGE, '.tmp', 'readme-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'remote-signer.ts'), code);
  const { createRemoteSigner } = await import(join(folder, 'remote-signer.ts'));

  const { signer } = await openReadyServer();
  const request = {
    method: 'POST',
    url: 'https://bank.example/psd2/v1/consents',
    path: '/psd2/v1/consents',
    headers: new Headers({ 'X-Request-ID': '99391c7e-ad88-49ec-a2ad-99ddcb1f7721', Authorization: 'Bearer token' }),
    bytes: Buffer.from('{}'),
  };
  const added: Record<string, string> = await createRemoteSigner(signer, 'nextgenpsd2')(request);
  for (const [name, value] of Object.entries(added)) request.headers.set(name, value);
  const verify = createMessageVerifier({ profile: PROFILES.nextgenpsd2, clock: () => new Date() });
  const { method, url, path, headers, bytes } = request;
  const message = { method, url, target: path, headers: [...headers], body: bytes };
  expect(verify(message)).toMatchObject({ accepted: true });
  await expect(createRemoteSigner(signer, 'free-text')(request)).rejects.toThrow('The request was not signed: 422');
});
