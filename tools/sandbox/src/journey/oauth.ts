import { expectStatus } from '../answers/expect-status.ts';
import { PARTIES } from '../qtsp/parties.ts';
import { readAccountList } from './accounts.ts';
import { authorise, beginAuthorisation } from './authorise.ts';
import { BACK, createConsent, readStatus } from './consent.ts';
import { type OAuthClient, openOAuthClient, type Tokens } from './oauth-client.ts';
import { createPsu } from './psu.ts';
import type { Scene } from './scene.ts';
import type { Tpp } from './tpp.ts';

/** What a consent is authorised by, and where the TPP reads how. */
export interface OAuthConsent {
  readonly consentId: string;
  readonly metadataUrl: string;
}

export interface Granted {
  readonly client: OAuthClient;
  readonly tokens: Tokens;
}

/** The PSU's yes by OAuth: the TPP pushes its request, the browser goes to the same pages, and brings a code for tokens. */
export async function authoriseByOAuth(
  scene: Scene,
  tpp: Tpp,
  psuId: string,
  { consentId, metadataUrl }: OAuthConsent,
): Promise<Granted> {
  const { recorder, tpps } = scene;
  const tppId = PARTIES.tpp.organizationIdentifier;
  const client = await openOAuthClient({ metadataUrl, tppId, fetch: tpps.fetchOf(tpp), recorder });
  const flow = await client.begin({ consentId, redirectUri: BACK });
  const tokens = await flow.finish(await createPsu(scene, psuId).agree(flow.address.href));
  tpps.tokens.set(consentId, tokens.accessToken);
  return { client, tokens };
}

/** At a bank whose redirect is OAuth: read with the token, and once more with a new one; then what opens nothing. */
export async function tryOAuth(scene: Scene, tpp: Tpp, psuId: string): Promise<void> {
  const { bank, recorder, tpps, other } = scene;
  recorder.aside('at another bank', `${bank.title}, whose redirect is OAuth`);
  const created = await createConsent(scene, tpp, { psuId, approach: 'redirect' });
  const consent = await beginAuthorisation(scene, tpp, created);
  const { consentId, _links } = consent;
  const metadataUrl = _links.scaOAuth?.href;
  if (metadataUrl === undefined) {
    recorder.aside('its profile', 'leads elsewhere, so that no token opens the accounts');
    await authorise(scene, tpp, psuId, consent);
    await readStatus(scene, tpp, consentId, 'valid');
    await readAccountList(scene, tpp, consentId);
    return;
  }
  const { client, tokens } = await authoriseByOAuth(scene, tpp, psuId, { consentId, metadataUrl });
  await readStatus(scene, tpp, consentId, 'valid');
  await readAccountList(scene, tpp, consentId);
  const renewed = await client.refresh(tokens.refreshToken ?? '');
  tpps.tokens.set(consentId, renewed.accessToken);
  await readAccountList(scene, tpp, consentId);

  recorder.begin('refusals');
  const headers = { 'Consent-ID': consentId };
  await recorder.refused("token of another TPP's", '401 TOKEN_UNKNOWN', () =>
    tpps.open(other).getAccountList({ headers }),
  );
  tpps.tokens.delete(consentId);
  await recorder.refused('no token', '401 TOKEN_INVALID', () => tpp.getAccountList({ headers }));
  const end = () => tpp.deleteConsent({ path: { consentId } });
  expectStatus(await recorder.call('deleteConsent', end, () => 'given back, and its tokens with it'), 204);
  tpps.tokens.set(consentId, renewed.accessToken);
  await recorder.refused('token that has ended', '401 TOKEN_UNKNOWN', () => tpp.getAccountList({ headers }));
}
