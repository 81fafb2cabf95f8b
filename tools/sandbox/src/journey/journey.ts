import type { PerBank } from '../bank/bank-names.ts';
import { readAccounts } from './accounts.ts';
import { OTHER_PSU, tryApproaches } from './approaches.ts';
import { getConsent } from './consent.ts';
import { enrol } from './enrol.ts';
import { tryOAuth } from './oauth.ts';
import { createRecorder } from './recorder.ts';
import { tryAuthentication } from './refusals/authentication.ts';
import { tryConnections } from './refusals/connections.ts';
import { tryConsents } from './refusals/consents.ts';
import { tryMessages } from './refusals/messages.ts';
import type { Actor, Scene } from './scene.ts';
import { readTransactions } from './transactions.ts';

/** What is left for others to go on with. */
export interface Left extends Actor {
  /** Valid, and not used yet. */
  readonly consentId: string;
  readonly accountId: string;
  /** Where the bank's redirect is OAuth. */
  readonly token: string | undefined;
}

/** A TPP from its certificates to the end of its consent, and everything that is refused on the way. Throws AnswerError. */
export async function travel(scenes: PerBank<Scene>): Promise<Left> {
  const { bank: scene, oauthBank: oauthScene } = scenes;
  const actor = await enrol(scene);
  const consentId = await getConsent(scene, actor.tpp);
  const accountId = await readAccounts(scene, actor.tpp, consentId);
  await readTransactions(scene, actor.tpp, consentId, accountId);
  await tryApproaches(scene, actor.tpp);
  await tryOAuth(oauthScene, oauthScene.tpps.open(actor.credentials), OTHER_PSU);
  scene.recorder.begin('refusals');
  await tryConnections(scene, actor, consentId);
  await tryMessages(scene, actor);
  await tryAuthentication(scene, actor.tpp);
  await tryConsents(scene, actor, { consentId, accountId });
  return leaveConsent({ ...scene, recorder: createRecorder() }, actor);
}

/** Another consent, and the first account that it opens. That is no part of the story. */
async function leaveConsent(scene: Scene, actor: Actor): Promise<Left> {
  const consentId = await getConsent(scene, actor.tpp);
  const token = scene.tpps.tokens.get(consentId);
  return { ...actor, consentId, accountId: await readAccounts(scene, actor.tpp, consentId), token };
}
