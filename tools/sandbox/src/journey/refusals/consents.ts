import { randomUUID } from 'node:crypto';
import { expectStatus } from '../../answers/expect-status.ts';
import { PARTIES } from '../../qtsp/parties.ts';
import { readStatus } from '../consent.ts';
import type { Actor, Scene } from '../scene.ts';

/** Who may: a TPP that is blocked, a consent of nobody, of somebody else, read too often, ended. */
export async function tryConsents(
  scene: Scene,
  { tpp, credentials }: Actor,
  { consentId, accountId }: { readonly consentId: string; readonly accountId: string },
): Promise<void> {
  const { recorder, bank, tpps, other } = scene;
  const { organizationIdentifier } = PARTIES.tpp;
  const headers = { 'Consent-ID': consentId };

  await bank.block(organizationIdentifier);
  recorder.aside('at the bank', 'the operator blocks the TPP');
  await recorder.refused('blocked TPP', '401 CERTIFICATE_BLOCKED', () => tpp.getAccountList({ headers }));
  await bank.unblock(organizationIdentifier);
  recorder.aside('at the bank', 'the operator lets it in again');

  await recorder.refused('consent of nobody', '400 CONSENT_UNKNOWN', () =>
    tpp.getAccountList({ headers: { 'Consent-ID': randomUUID() } }),
  );
  const competitor = tpps.open(other);
  // where there is a token, that is what is asked for first
  const unknown = tpps.tokens.has(consentId) ? '401 TOKEN_UNKNOWN' : '400 CONSENT_UNKNOWN';
  await recorder.refused("another TPP's consent", unknown, () => competitor.getAccountList({ headers }));

  const alone = tpps.open({ ...credentials, isPsuThere: false });
  const readAlone = () => alone.getBalances({ path: { 'account-id': accountId }, headers });
  const once = await recorder.call('getBalances', readAlone, () => 'PSU away, once a day');
  expectStatus(once, 200);
  await recorder.refused('once more on the same day', '429 ACCESS_EXCEEDED', readAlone);

  const end = () => tpp.deleteConsent({ path: { consentId } });
  expectStatus(await recorder.call('deleteConsent', end, () => 'given back'), 204);
  // its token has ended, too
  tpps.tokens.delete(consentId);
  await readStatus(scene, tpp, consentId, 'terminatedByTpp');
  await recorder.refused('consent that has ended', '401 CONSENT_INVALID', () => tpp.getAccountList({ headers }));
}
