import { answerHeaders, type Context, type Handlers, identityOf, RefusedError } from '@openxs2a/edge';
import type { AuthenticationMethod } from '@openxs2a/sca';
import type { Schemas } from '@openxs2a/xs2a/types';
import { isSame } from '../authorising/knowledge.ts';
import { blocksPsu, type RoadOutcome, type RoadRefusal } from '../authorising/outcome.ts';
import type { AuthorisationKey, AuthorisationStatus } from '../authorising/road.ts';
import { type Links, linksOf } from '../domain/links.ts';
import { refuseStep, stepAt } from '../domain/step.ts';
import { findPsu, readReference, toPsu } from './find-psu.ts';
import type { HandlerOptions } from './options.ts';
import { readPassword } from './read-password.ts';
import { evidenceOf, evidenceOfStep, refuseHeader, refuseStepOfRoad } from './refusals.ts';
import { renderNextStep, toLinkState } from './render-step.ts';

type UpdateAuthorisation = Handlers['updateConsentsPsuData'];
type Request = Parameters<UpdateAuthorisation>[0];

/** The next step of an authorisation; the body says which (Guidelines 1.3.8, 7.2, 7.3 and 7.6). */
export function updateAuthorisationHandler(options: HandlerOptions): UpdateAuthorisation {
  const { consents, road } = options;
  return async (request, context) => {
    const { consentId, authorisationId } = request.path;
    evidenceOf(await consents.authorisation(consentId, authorisationId, identityOf(context).tppId));
    const { requestId } = context;
    const key = { kind: 'consent', resourceId: consentId, authorisationId, requestId } as const;
    const before = evidenceOfStep(await road.statusOf(key));
    const outcome = await takeStep(options, request, { before, token: context.token });
    if (!outcome.accepted) throw refuseStepOfRoad(outcome, await linksAfter(options, key, outcome));
    return toAnswer(options, outcome.evidence, context);
  };
}

async function takeStep(
  options: HandlerOptions,
  { headers, body }: Request,
  { before, token }: Standing,
): Promise<RoadOutcome<AuthorisationStatus>> {
  const { road, core } = options;
  const { key, psu: known } = before;
  const step = stepAt(body?.value, before);
  const login = readReference(headers);
  const reason = refuseStep(step, { ...before, isPsuKnown: known !== undefined || login !== undefined });
  if (reason !== undefined)
    throw new RefusedError({ reason, evidence: { step, approach: before.approach, scaStatus: before.scaStatus } });
  // any of the bodies, of which the step has told which it is
  const sent = (body?.value ?? {}) as Partial<Sent>;
  if (step === 'authenticate') {
    const password = await readPassword(options, sent.psuData ?? {});
    return road.authenticate(key, { login, password, channel: 'embedded' });
  }
  const psu = await findPsu(core, headers, token);
  if (step === 'identify') {
    if (psu === undefined) throw refuseHeader('PSU-ID', 'required', 'Without a body, "PSU-ID" is required.');
    return road.identify(key, toPsu(psu));
  }
  if (psu !== undefined && known !== undefined && !isSame(known, toPsu(psu)))
    throw new RefusedError({ reason: 'consent:psu-mismatch' });
  switch (step) {
    case 'selectMethod':
      return road.selectMethod(key, sent.authenticationMethodId ?? '');
    case 'authorise':
      return road.authorise(key, sent.scaAuthenticationData ?? '');
    case 'confirm':
      return road.confirm(key, sent.confirmationCode ?? '');
    case 'confirmByToken':
      if (token === undefined) throw new RefusedError({ reason: 'token-missing' });
      return road.confirmByToken(key, token.psuId);
    default:
      return step satisfies never;
  }
}

interface Standing {
  readonly before: AuthorisationStatus;
  /** Of this consent, and this TPP's: the guard has seen to it. */
  readonly token: Context['token'];
}

type Sent = Schemas['updatePsuAuthentication'] &
  Schemas['selectPsuAuthenticationMethod'] &
  Schemas['transactionAuthorisation'] &
  Schemas['authorisationConfirmation'];

/**
 * What can be done after a factor that was wrong (Guidelines 1.3.8, 4.13.1 and 7.3): the same again, or a new start where the
 * authorisation has failed; nothing for a PSU that is blocked.
 */
async function linksAfter(
  options: HandlerOptions,
  key: AuthorisationKey,
  refusal: RoadRefusal,
): Promise<Links | undefined> {
  const { road, profile } = options;
  const { resourceId: consentId, authorisationId } = key;
  if (!isAboutFactor(refusal)) return undefined;
  const after = evidenceOfStep(await road.statusOf(key));
  if (after.isFinal && !blocksPsu(refusal)) return linksOf({ about: 'new-try', consentId, authorisationId }, profile);
  // whether the PSU was named before makes no difference: it is named together with the password
  const scaStatus = after.scaStatus === 'received' ? 'psuIdentified' : after.scaStatus;
  return linksOf({ about: 'authorisation', consentId, ...toLinkState({ ...after, scaStatus }, options) }, profile);
}

const ABOUT_FACTOR: readonly string[] = [
  'sca:credentials-wrong',
  'sca:psu-blocked',
  'sca:code-wrong',
  'sca:code-used',
  'sca:challenge-unknown',
  'sca:challenge-expired',
  'sca:challenge-ended',
  'sca:subject-changed',
];

const isAboutFactor = ({ reason }: RoadRefusal): boolean => ABOUT_FACTOR.includes(reason);

async function toAnswer(options: HandlerOptions, status: AuthorisationStatus, context: Context) {
  const { profile } = options;
  const { scaStatus, approach, key } = status;
  const links = linksOf(
    { about: 'authorisation', consentId: key.resourceId, ...toLinkState(status, options) },
    profile,
  );
  const next = renderNextStep(status, await listMethodsOf(options, status));
  const headers = { ...answerHeaders(context), 'ASPSP-SCA-Approach': approach };
  return { status: 200, type: 'application/json', headers, body: { scaStatus, ...next, _links: links } } as const;
}

/** To be chosen from, or to tell the chosen one; of a PSU that has proved nothing, none is told. */
async function listMethodsOf(
  { sca }: Pick<HandlerOptions, 'sca'>,
  { scaStatus, psu }: AuthorisationStatus,
): Promise<readonly AuthenticationMethod[]> {
  const isProved = scaStatus === 'psuAuthenticated' || scaStatus === 'scaMethodSelected';
  return isProved && psu !== undefined ? sca.listMethods(psu.psuId) : [];
}
