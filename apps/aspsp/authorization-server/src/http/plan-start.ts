import { type Consent, isFinalConsent, type Psu } from '@openxs2a/consent';
import { type Context, type Handlers, identityOf, RefusedError } from '@openxs2a/edge';
import type { Schemas } from '@openxs2a/xs2a/types';
import { type Beginning, prepareBeginning } from '../authorising/begin.ts';
import { toResource } from '../authorising/consents.ts';
import { approachesFor, chooseApproach, type ScaApproach } from '../domain/approach.ts';
import { linksOf } from '../domain/links.ts';
import { type RedirectForm, redirectFormOf } from '../domain/redirect-form.ts';
import type { ReturnUris } from '../domain/return-address.ts';
import { refuseStep, type Step, stepOf } from '../domain/step.ts';
import { findBegun } from '../store/begun.ts';
import { urisOf } from './check-redirects.ts';
import { hasDevice } from './decoupled.ts';
import { findPsu, readReference, toPsu } from './find-psu.ts';
import type { HandlerOptions } from './options.ts';
import { readPassword } from './read-password.ts';
import { evidenceOf, evidenceOfStep, refuseHeader, refuseStepOfRoad } from './refusals.ts';
import { settleAll } from './settle-all.ts';

export type StartRequest = Parameters<Handlers['startConsentAuthorisation']>[0];

/** All that is found out before the transaction in which an authorisation begins. */
export interface StartPlan {
  readonly consent: Consent;
  readonly step: Step;
  /** Whom the TPP names, or who has proved to be it. */
  readonly psu: Psu | undefined;
  readonly approach: ScaApproach;
  readonly form: RedirectForm;
  readonly uris: ReturnUris;
  /** Whether the device of the PSU can be asked. */
  readonly hasDevice: boolean;
  /** What came of the password. */
  readonly beginning: Beginning | undefined;
  /** The authorisations of the consent that were over before. */
  readonly over: ReadonlySet<string>;
}

export async function planStart(options: HandlerOptions, request: StartRequest, context: Context): Promise<StartPlan> {
  const { consents, core } = options;
  const { tppId } = identityOf(context);
  const { requestId } = context;
  const { path, headers, body } = request;
  const over = await settleAll(options, path.consentId, tppId);
  // what was over has perhaps ended the consent, too
  const consent = evidenceOf(await consents.find(path.consentId, tppId));
  const way = await findWay(options, consent, headers);
  const step = stepOf(body?.value);
  const plain = { consent, step, ...way, hasDevice: false, beginning: undefined, over: over.finals };
  if (step === 'authenticate') {
    const mayBegin = !isFinalConsent(consent.consentStatus) && consent.consentStatus !== 'valid' && over.hasPlace;
    const beginning = await begin(options, request, { consent, approach: way.approach, mayBegin, requestId });
    return { ...plain, psu: beginning?.psu, beginning };
  }
  const found = await findPsu(core, headers, context.token);
  const psu = found && toPsu(found);
  const meant = psu ?? consent.psu;
  return { ...plain, psu, hasDevice: meant !== undefined && (await hasDevice(options, meant.psuId)) };
}

/** That of the consent, unless the TPP now says something else. */
async function findWay(
  { database, profile }: HandlerOptions,
  { consentId, model }: Consent,
  headers: StartRequest['headers'],
): Promise<Pick<StartPlan, 'approach' | 'form' | 'uris'>> {
  const kept = await findBegun(database, { kind: 'consent', resourceId: consentId });
  const redirect = headers['TPP-Redirect-Preferred'];
  const given = urisOf(headers);
  const uris = given.redirectUri === undefined ? (kept?.uris ?? given) : given;
  const form = kept?.form ?? redirectFormOf(profile.sca);
  if (redirect === undefined && kept !== undefined) return { approach: kept.approach, form, uris };
  const approach = chooseApproach(approachesFor(model, profile.sca.approaches), { redirect });
  return { approach, form, uris };
}

interface BeginSituation {
  readonly consent: Consent;
  readonly approach: ScaApproach;
  /** Otherwise nothing is asked of anybody: the transaction says why. */
  readonly mayBegin: boolean;
  readonly requestId: string;
}

async function begin(
  options: HandlerOptions,
  { headers, body }: StartRequest,
  { consent, approach, mayBegin, requestId }: BeginSituation,
): Promise<Beginning | undefined> {
  const login = readReference(headers);
  const isPsuKnown = login !== undefined || consent.psu !== undefined;
  const reason = refuseStep('authenticate', { approach, scaStatus: 'psuIdentified', isPsuKnown: true });
  if (reason !== undefined) throw new RefusedError({ reason, evidence: { approach } });
  if (!isPsuKnown) throw refuseHeader('PSU-ID', 'required', '"PSU-ID" is required to start this authorisation.');
  // the step has told which of the bodies it is
  const { psuData = {} } = (body?.value ?? {}) as Partial<Schemas['updatePsuAuthentication']>;
  const password = await readPassword(options, psuData);
  if (!mayBegin) return undefined;
  const { consentId } = consent;
  const prepared = await prepareBeginning(options.setting, {
    kind: 'consent',
    resourceId: consentId,
    requestId,
    resource: toResource(options.consents, consent),
    named: consent.psu,
    mayBeOther: options.profile.sca.multilevel,
    request: { login, password, channel: 'embedded' },
  });
  if (!prepared.accepted && prepared.reason === 'sca:credentials-wrong')
    throw refuseStepOfRoad(prepared, linksOf({ about: 'new-start', consentId }, options.profile));
  return evidenceOfStep(prepared);
}
