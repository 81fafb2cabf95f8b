import * as client from 'openid-client';
import { expect, test } from 'vitest';
import { addConsent, type OAuthBank, OTHER_TPP, SCOPE, TPP } from './bank.fixture.ts';
import { authorise, openBrowser } from './client.fixture.ts';
import { openListeningBank } from './listening-bank.fixture.ts';

type Fetch = Awaited<ReturnType<Awaited<ReturnType<typeof openListeningBank>>['connect']>>['fetch'];

/** Without a query, which this client takes for the bank's. */
const REDIRECT_URI = 'https://tpp.example/back';

/** A TPP that knows of the bank nothing but where `scaOAuth` leads to. */
const discover = (issuer: string, fetch: Fetch, tppId = TPP): Promise<client.Configuration> =>
  client.discovery(new URL(issuer), tppId, { use_mtls_endpoint_aliases: true }, client.TlsClientAuth(), {
    algorithm: 'oauth2',
    // a fetch of another package than the one that is typed here, which takes what is called with
    [client.customFetch]: fetch as unknown as client.CustomFetch,
  });

/** The whole way of the browser, from the address that the client made to the one at which it comes back. */
async function browse(bank: OAuthBank, address: URL): Promise<URL> {
  const end = await authorise(bank, openBrowser(bank), Object.fromEntries(address.searchParams));
  if (!('location' in end)) throw new Error(end.page);
  return new URL(end.location);
}

test.each([
  ['xs2a', 'plain'],
  ['xs2a', 'pushed'],
  ['fapi2', 'pushed'],
] as const)('a standard client goes the whole way over mutual TLS: %s, %s', async (profile, way) => {
  const { bank, issuer, connect } = await openListeningBank({ profile });
  addConsent(bank, { redirectUri: REDIRECT_URI });
  const { fetch, fingerprint } = await connect(TPP);
  const configuration = await discover(issuer, fetch);
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const request = {
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    state: expectedState,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  };
  const address =
    way === 'plain'
      ? client.buildAuthorizationUrl(configuration, request)
      : await client.buildAuthorizationUrlWithPAR(configuration, request);
  const back = await browse(bank, address);
  const tokens = await client.authorizationCodeGrant(configuration, back, { pkceCodeVerifier, expectedState });
  expect(tokens).toMatchObject({ token_type: 'bearer', scope: SCOPE, expires_in: 3_600 });
  expect(await bank.tokens.read(tokens.access_token, { tppId: TPP, fingerprint })).toMatchObject({ accepted: true });

  expect(await client.tokenIntrospection(configuration, tokens.access_token)).toMatchObject({
    active: true,
    scope: SCOPE,
  });
  const renewed = await client.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
  expect(await bank.tokens.read(renewed.access_token, { tppId: TPP, fingerprint })).toMatchObject({ accepted: true });
  await client.tokenRevocation(configuration, renewed.access_token);
  for (const { access_token } of [tokens, renewed])
    expect(await bank.tokens.read(access_token, { tppId: TPP, fingerprint })).toMatchObject({ reason: 'unknown' });
});

test('SEC-API-010: stolen tokens open and renew nothing over a connection with another certificate', async () => {
  const { bank, issuer, connect } = await openListeningBank();
  addConsent(bank, { redirectUri: REDIRECT_URI });
  const own = await connect(TPP);
  const configuration = await discover(issuer, own.fetch);
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const request = {
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    state: 'state',
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  };
  const back = await browse(bank, await client.buildAuthorizationUrlWithPAR(configuration, request));
  const grant = { pkceCodeVerifier, expectedState: 'state' };
  const { access_token, refresh_token = '' } = await client.authorizationCodeGrant(configuration, back, grant);
  const thief = await connect(OTHER_TPP);
  const read = (tppId: string, fingerprint: string) => bank.tokens.read(access_token, { tppId, fingerprint });
  expect(await read(OTHER_TPP, thief.fingerprint)).toMatchObject({ reason: 'unknown' });
  expect(await read(TPP, thief.fingerprint)).toMatchObject({ reason: 'other-certificate' });
  for (const tppId of [TPP, OTHER_TPP]) {
    const pretending = await discover(issuer, thief.fetch, tppId);
    await expect(client.refreshTokenGrant(pretending, refresh_token)).rejects.toMatchObject({
      error: tppId === TPP ? 'invalid_client' : 'invalid_grant',
    });
  }
  expect(await read(TPP, own.fingerprint)).toMatchObject({ accepted: true });
});

test('SEC-API-011: a client stops where the answer names another issuer, or another state', async () => {
  const { bank, issuer, connect } = await openListeningBank();
  addConsent(bank, { redirectUri: REDIRECT_URI });
  const { fetch } = await connect(TPP);
  const configuration = await discover(issuer, fetch);
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const code_challenge = await client.calculatePKCECodeChallenge(pkceCodeVerifier);
  const request = {
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    state: 'state',
    code_challenge,
    code_challenge_method: 'S256',
  };
  const back = await browse(bank, client.buildAuthorizationUrl(configuration, request));
  const forged = new URL(back);
  forged.searchParams.set('iss', 'https://evil.example');
  await expect(
    client.authorizationCodeGrant(configuration, forged, { pkceCodeVerifier, expectedState: 'state' }),
  ).rejects.toThrow();
  await expect(
    client.authorizationCodeGrant(configuration, back, { pkceCodeVerifier, expectedState: 'other' }),
  ).rejects.toThrow();
});
