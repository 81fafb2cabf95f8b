import type { Schemas } from '@openxs2a/xs2a/types';
import { expectStatus } from '../answers/expect-status.ts';
import { authoriseByOAuth } from './oauth.ts';
import { createPsu } from './psu.ts';
import { findQuestion, type Question } from './question.ts';
import type { Scene } from './scene.ts';
import type { Tpp } from './tpp.ts';
import { createAuthorisation, createUpdate, type Said, startAuthorisation } from './update.ts';

export interface CreatedConsent {
  readonly consentId: string;
  readonly _links: Schemas['_linksConsents'];
}

/**
 * The PSU's yes to a consent, by the way that the bank's links lead: to its pages, at once or by OAuth, through the TPP with
 * password and code, or to the device of the PSU.
 */
export async function authorise(scene: Scene, tpp: Tpp, psuId: string, created: CreatedConsent): Promise<void> {
  const consent = await beginAuthorisation(scene, tpp, created);
  const { consentId } = consent;
  const { scaRedirect, scaOAuth } = consent._links;
  const psu = createPsu(scene, psuId);
  if (scaRedirect?.href !== undefined) await confirm(scene, tpp, consent, await psu.agree(scaRedirect.href));
  else if (scaOAuth?.href !== undefined)
    await authoriseByOAuth(scene, tpp, psuId, { consentId, metadataUrl: scaOAuth.href });
  else if (findQuestion(consent) !== undefined) await authoriseEmbedded(scene, tpp, psuId, consent);
  else await psu.approve();
}

/** Where the bank leaves that to the TPP, it begins the authorisation: the consent with the links of that. */
export async function beginAuthorisation(
  { recorder }: Scene,
  tpp: Tpp,
  consent: CreatedConsent,
): Promise<CreatedConsent> {
  const { consentId, _links } = consent;
  if (_links.startAuthorisation === undefined) return consent;
  const started = await recorder.call(
    'startConsentAuthorisation',
    () => startAuthorisation(tpp, consentId),
    (result) => (result.status === 201 ? result.body.scaStatus : ''),
  );
  return { consentId, _links: expectStatus(started, 201).body._links };
}

/** Where the bank wants it so, the TPP confirms by the code that the browser has brought back. */
async function confirm({ recorder }: Scene, tpp: Tpp, consent: CreatedConsent, back: URL): Promise<void> {
  const confirmationCode = back.searchParams.get('confirmationCode');
  if (confirmationCode === null) return;
  const update = createUpdate(tpp, consent);
  const result = await recorder.call(
    'updateConsentsPsuData',
    () => update({ confirmationCode }),
    (answer) => (answer.status === 200 ? `confirmation: ${answer.body.scaStatus}` : ''),
  );
  expectStatus(result, 200);
}

export interface EmbeddedOptions {
  /** What is tried once the code was sent. */
  readonly beforeCode?: () => Promise<void>;
}

/** The PSU tells the TPP what it would tell the bank, and the TPP passes it on, as long as the bank asks for more. */
export async function authoriseEmbedded(
  { bank, recorder }: Scene,
  tpp: Tpp,
  psuId: string,
  consent: CreatedConsent,
  { beforeCode = async () => {} }: EmbeddedOptions = {},
): Promise<void> {
  const authorisation = createAuthorisation(tpp, consent);
  const answer = async (question: Question) => {
    const say = async (what: string, said: Said) => {
      const isStart = question.call === 'start';
      const result = await recorder.call(
        isStart ? 'startConsentAuthorisation' : 'updateConsentsPsuData',
        () => authorisation.send(question, said),
        (sent) => (sent.status === 200 || sent.status === 201 ? `${what}: ${sent.body.scaStatus}` : ''),
      );
      return expectStatus(result, isStart ? 201 : 200).body;
    };
    switch (question.kind) {
      case 'psu':
        return say('PSU', { psuId });
      case 'password':
        return say('password', { psuData: { password: bank.passwordOf(psuId) } });
      case 'method': {
        const { authenticationMethodId, name = 'method' } = chooseMethod(question.methods);
        return say(name, { authenticationMethodId });
      }
      case 'code':
        await beforeCode();
        return say('code', { scaAuthenticationData: bank.lastCode() });
      default:
        return question satisfies never;
    }
  };
  let question = findQuestion(consent);
  while (question !== undefined) question = findQuestion(await answer(question));
}

/** A device would be asked beside the TPP. */
function chooseMethod(methods: Schemas['scaMethods']): Schemas['authenticationObject'] {
  const method = methods.find(({ authenticationType }) => authenticationType !== 'PUSH_OTP') ?? methods[0];
  if (method === undefined) throw new TypeError('The bank lets the PSU choose among no methods.');
  return method;
}
