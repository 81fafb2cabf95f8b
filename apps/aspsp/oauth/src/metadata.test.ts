import { openDatabase } from '@openxs2a/store';
import { expect, test } from 'vitest';
import { ISSUER, openBank, XS2A_URL } from './bank.fixture.ts';
import { metadataUrl } from './index.ts';

const read = async (app: (request: Request, env: never) => Response | Promise<Response>, origin: string) =>
  (await app(new Request(`${origin}/.well-known/oauth-authorization-server`), {} as never)).json();

test('SCA-OAU-001: scaOAuth leads to metadata by RFC 8414, the same on both listeners', async () => {
  const { oauth } = await openBank(await openDatabase(':memory:'));
  const metadata = await read(oauth.people, ISSUER);
  expect(metadataUrl({ issuer: ISSUER })).toBe('https://bank.example/.well-known/oauth-authorization-server');
  expect(metadata).toMatchObject({
    issuer: ISSUER,
    authorization_endpoint: `${ISSUER}/oauth/authorize`,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
  });
  expect(await read(oauth.machines, XS2A_URL)).toEqual(metadata);
});

test('what needs a certificate is on the listener with mutual TLS, under its aliases, too', async () => {
  const { oauth } = await openBank(await openDatabase(':memory:'));
  const machines = {
    token_endpoint: `${XS2A_URL}/oauth/token`,
    pushed_authorization_request_endpoint: `${XS2A_URL}/oauth/par`,
    revocation_endpoint: `${XS2A_URL}/oauth/revocation`,
    introspection_endpoint: `${XS2A_URL}/oauth/introspection`,
  };
  expect(await read(oauth.people, ISSUER)).toMatchObject({
    ...machines,
    mtls_endpoint_aliases: machines,
    token_endpoint_auth_methods_supported: ['tls_client_auth'],
    tls_client_certificate_bound_access_tokens: true,
  });
});

test.each([
  ['xs2a', false],
  ['fapi2', true],
] as const)('whether requests have to be pushed is said: under %s %s', async (profile, isRequired) => {
  const { oauth } = await openBank(await openDatabase(':memory:'), { profile });
  expect(await read(oauth.people, ISSUER)).toMatchObject({ require_pushed_authorization_requests: isRequired });
});
