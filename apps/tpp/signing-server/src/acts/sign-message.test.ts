import { expect, test } from 'vitest';
import { openReadyServer } from '../server.fixture.ts';
import { signMessage } from './sign-message.ts';

const MESSAGE = {
  profile: 'nextgenpsd2',
  method: 'GET',
  url: 'https://bank.example/psd2/v1/accounts',
  headers: [{ name: 'X-Request-ID', value: '99391c7e-ad88-49ec-a2ad-99ddcb1f7721' }],
};

test('a signature that cannot be put on record does not leave', async () => {
  const { server } = await openReadyServer();
  const uses = { ...server.uses, record: () => Promise.reject(new Error('the disk is full')) };
  await expect(signMessage({ ...server, uses }, 'web-app', MESSAGE)).rejects.toThrow('the disk is full');
});

test('a key that was destroyed in this moment signs nothing, and nothing is on record', async () => {
  const { server } = await openReadyServer();
  await server.keys.destroy(server.seal.current()?.key.name ?? '');
  expect(await signMessage(server, 'web-app', MESSAGE)).toEqual({ kind: 'no-certificate' });
  expect((await server.uses.read({ kind: 'message-signed', limit: 1 })).items).toEqual([]);
});
