import { createDemoAuthority, createDemoParty, createSigningKey, KEY_KINDS } from '@openxs2a/certificates/issue';
import { createMessageSigner, createMessageVerifier, PROFILES, type SignatureProfile } from '@openxs2a/http-signatures';
import { expect, test } from 'vitest';
import { chooseAlgorithm } from './signing-algorithm.ts';

const MESSAGE = {
  method: 'POST',
  target: '/v1/consents',
  url: 'https://bank.example/v1/consents',
  headers: [
    ['X-Request-ID', '99391c7e-ad88-49ec-a2ad-99ddcb1f7721'],
    ['Host', 'bank.example'],
  ] as const,
  body: Buffer.from('{}'),
};
const clock = () => new Date();

test.each(KEY_KINDS)('what a %s key signs by any profile verifies, or the profile is not for it', async (kind) => {
  const authority = await createDemoAuthority({ clock, key: kind });
  const { certificate, privateKey } = await authority.issueQsealc(createDemoParty());
  const usable: string[] = [];
  for (const profile of Object.values<SignatureProfile>(PROFILES)) {
    const algorithm = chooseAlgorithm(profile, kind);
    if (algorithm === undefined) continue;
    usable.push(profile.name);
    const key = createSigningKey(privateKey, algorithm);
    const sign = createMessageSigner({ profile, certificate, key, clock, keyId: 'tpp-1' });
    const headers = [...MESSAGE.headers, ...(await sign(MESSAGE))];
    const verify = createMessageVerifier({ profile, clock, findCertificate: () => certificate });
    expect(await verify({ ...MESSAGE, headers })).toMatchObject({ accepted: true });
  }
  expect(usable.length).toBeGreaterThan(1);
});

test('an RSA key signs as most banks understand it', () => {
  expect(chooseAlgorithm(PROFILES.nextgenpsd2, 'rsa-2048')).toBe('rsa-sha256');
  expect(chooseAlgorithm(PROFILES['jws-pss'], 'rsa-2048')).toBe('rsa-pss-sha256');
});

test('a curve signs a JWS with the hash that belongs to it, and by no profile that has RSA alone', () => {
  expect(chooseAlgorithm(PROFILES['jws-http-headers'], 'p-384')).toBe('ecdsa-sha384');
  expect(chooseAlgorithm(PROFILES['jws-pss'], 'p-256')).toBeUndefined();
});
