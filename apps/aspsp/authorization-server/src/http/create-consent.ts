import type { Authorisation, Consent } from '@openxs2a/consent';
import type { CoreBanking, Psu } from '@openxs2a/core-banking';
import { answerHeaders, type Context, type Handlers, identityOf, RefusedError } from '@openxs2a/edge';
import type { BankProfile } from '@openxs2a/profile';
import type { Transaction } from '@openxs2a/store';
import { approachesFor, chooseApproach, type ScaApproach } from '../domain/approach.ts';
import { hrefsOf } from '../domain/hrefs.ts';
import { linksOf } from '../domain/links.ts';
import { type RedirectForm, redirectFormOf } from '../domain/redirect-form.ts';
import { isImplicit } from '../domain/start.ts';
import { keepBegun, keepBegunAlike } from '../store/begun.ts';
import { checkRedirects, urisOf, type Warning } from './check-redirects.ts';
import { hasDevice, pushIfDecoupled } from './decoupled.ts';
import { findPsu } from './find-psu.ts';
import type { HandlerOptions } from './options.ts';
import { evidenceOf, refuseBody, refuseHeader } from './refusals.ts';
import { renderNextStep, statusOfBegun, toLinkState } from './render-step.ts';

type CreateConsent = Handlers['createConsent'];
type Request = Parameters<CreateConsent>[0];

/** A consent, and where the bank begins itself, its first authorisation: both with their answer, or neither. */
export function createConsentHandler(options: HandlerOptions): CreateConsent {
  const { core, idempotency, profile } = options;
  return async (request, context) => {
    const { qwac } = identityOf(context);
    const warnings = checkRedirects(request.headers, qwac.domains, profile.sca);
    const psu = await findPsu(core, request.headers, context.token);
    if (psu === undefined && profile.requests.psuIdRequired)
      throw refuseHeader('PSU-ID', 'required', '"PSU-ID" is required by this bank.');
    const situation = {
      isMultilevel: await mayNeedSeveral(core, profile, psu),
      hasDevice: psu !== undefined && (await hasDevice(options, psu.id)),
    };
    let begun: Begun | undefined;
    const answer = await idempotency.once(context, async (trx) => {
      const consent = await createRequested(trx, options, request, context, psu);
      begun = await begin(trx, options, request, consent, { ...situation, requestId: context.requestId });
      return toAnswer({ consent, ...begun, warnings }, options, context);
    });
    if (begun !== undefined) await pushIfDecoupled(options, begun);
    return answer;
  };
}

/** How many sign together is known of accounts, so of a PSU; of one that is not known yet it may be several. */
async function mayNeedSeveral(core: CoreBanking, { sca }: BankProfile, psu: Psu | undefined): Promise<boolean> {
  if (!sca.multilevel || psu === undefined) return sca.multilevel;
  const accounts = await core.listAccounts(psu.id);
  return accounts.some(({ signatures }) => signatures > 1);
}

async function createRequested(
  trx: Transaction,
  { consents }: HandlerOptions,
  { body }: Request,
  context: Context,
  psu: Psu | undefined,
): Promise<Consent> {
  if (body === undefined) throw refuseBody('required', 'The body is required.');
  const { tppId, legalName } = identityOf(context);
  const { requestId } = context;
  const named = { psuId: psu?.id, corporateId: psu?.corporateId };
  return evidenceOf(
    await consents.create(trx, { tpp: { tppId, legalName }, request: body.value, ...named, requestId }),
  );
}

interface Begun {
  readonly approach: ScaApproach;
  readonly form: RedirectForm;
  readonly authorisation: Authorisation | undefined;
}

interface Situation {
  readonly isMultilevel: boolean;
  /** Whether the PSU has a device that approves. */
  readonly hasDevice: boolean;
  readonly requestId: string;
}

async function begin(
  trx: Transaction,
  { consents, profile: { sca }, clock }: HandlerOptions,
  { headers }: Request,
  consent: Consent,
  { isMultilevel, hasDevice, requestId }: Situation,
): Promise<Begun> {
  const { consentId, model, psu } = consent;
  const wishes = { redirect: headers['TPP-Redirect-Preferred'], decoupled: headers['TPP-Decoupled-Preferred'] };
  const approach = chooseApproach(approachesFor(model, sca.approaches), wishes);
  const form = redirectFormOf(sca);
  const kept = { approach, form, uris: urisOf(headers), begunAt: clock(), accounts: undefined };
  const key = { kind: 'consent', resourceId: consentId } as const;
  const prefersExplicit = headers['TPP-Explicit-Authorisation-Preferred'] === true;
  if (!isImplicit({ approach, isPsuKnown: psu !== undefined, isMultilevel, prefersExplicit }, sca)) {
    keepBegun(trx, key, kept);
    return { approach, form, authorisation: undefined };
  }
  if (approach === 'DECOUPLED' && !hasDevice) throw new RefusedError({ reason: 'sca:method-unknown' });
  const authorisation = await consents.startFirstAuthorisation(trx, consent, requestId);
  keepBegunAlike(trx, [key, { ...key, ...authorisation }], kept);
  return { approach, form, authorisation };
}

interface Created extends Begun {
  readonly consent: Consent;
  readonly warnings: readonly Warning[];
}

function toAnswer({ consent, warnings, ...begun }: Created, options: HandlerOptions, context: Context) {
  const { profile } = options;
  const { approach, authorisation } = begun;
  const { consentId, consentStatus, model, psu } = consent;
  const status = authorisation && statusOfBegun(consent, authorisation, begun);
  const linkState = status && toLinkState(status, options);
  const links = linksOf(
    { about: 'new-consent', consentId, approach, isPsuKnown: psu !== undefined, authorisation: linkState },
    profile,
  );
  // until the authorisation begins, the TPP may still wish for another one of several
  const isFixed = authorisation !== undefined || approachesFor(model, profile.sca.approaches).length === 1;
  const headers = {
    ...answerHeaders(context),
    Location: hrefsOf(profile).consent(consentId),
    ...(isFixed && { 'ASPSP-SCA-Approach': approach }),
    ...(profile.consents.multiple && { 'ASPSP-Multiple-Consent-Support': true }),
  };
  const next = status && renderNextStep(status, []);
  const remarks = warnings.length > 0 && { tppMessages: warnings };
  const body = { consentStatus, consentId, ...next, _links: links, ...remarks };
  return { status: 201, type: 'application/json', headers, body } as const;
}
