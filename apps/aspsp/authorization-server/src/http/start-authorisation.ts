import type { Authorisation } from '@openxs2a/consent';
import { answerHeaders, type Context, type Handlers, identityOf, RefusedError } from '@openxs2a/edge';
import type { Transaction } from '@openxs2a/store';
import { linksOf } from '../domain/links.ts';
import { mostAtOnce, needsPsu } from '../domain/start.ts';
import { refuseStep } from '../domain/step.ts';
import { keepBegun, listBegun, type ResourceKey } from '../store/begun.ts';
import { checkRedirects, type Warning } from './check-redirects.ts';
import { pushIfDecoupled } from './decoupled.ts';
import type { HandlerOptions } from './options.ts';
import { planStart, type StartPlan } from './plan-start.ts';
import { evidenceOf, evidenceOfStep, refuseHeader } from './refusals.ts';
import { renderNextStep, statusOfBegun, toLinkState } from './render-step.ts';

/**
 * An authorisation that the TPP begins, with the password if that comes along (Guidelines 1.3.8, 7.1): it begins with all
 * that came of it, or not at all.
 */
export function startAuthorisationHandler(options: HandlerOptions): Handlers['startConsentAuthorisation'] {
  const { idempotency, profile } = options;
  return async (request, context) => {
    const { qwac } = identityOf(context);
    const warnings = checkRedirects(request.headers, qwac.domains, profile.sca);
    const plan = await planStart(options, request, context);
    let begun: Authorisation | undefined;
    const start = () =>
      idempotency.once(context, async (trx) => {
        begun = await startPlanned(trx, options, plan, context.requestId);
        return toAnswer(options, { plan, begun, warnings }, context);
      });
    const { beginning } = plan;
    if (beginning !== undefined) return withBeginning(beginning, start);
    const answer = await start();
    await pushIfDecoupled(options, { approach: plan.approach, authorisation: begun });
    return answer;
  };
}

/** What the PSU was asked is taken back where the authorisation did not begin, or another call of this one was faster. */
async function withBeginning<Answer extends { readonly status: number }>(
  { cancel, authorisationId }: NonNullable<StartPlan['beginning']>,
  start: () => Promise<Answer & { readonly body: { readonly authorisationId: string } }>,
) {
  try {
    const answer = await start();
    if (answer.body.authorisationId !== authorisationId) await cancel();
    return answer;
  } catch (error) {
    await cancel();
    throw error;
  }
}

async function startPlanned(
  trx: Transaction,
  { consents, profile, clock }: HandlerOptions,
  plan: StartPlan,
  requestId: string,
): Promise<Authorisation> {
  const { consent, psu, beginning, step, uris } = plan;
  const { consentId, tppId } = consent;
  const newId = beginning?.authorisationId;
  const named = { psuId: psu?.psuId, corporateId: psu?.corporateId };
  const begun = evidenceOf(await consents.startAuthorisation(trx, { consentId, tppId, ...named, newId, requestId }));
  const resource = { kind: 'consent', resourceId: consentId } as const;
  await checkPlace(trx, resource, plan.over, mostAtOnce(profile.sca));
  const approach = beginning?.approach ?? plan.approach;
  const isPsuKnown = begun.psu !== undefined;
  if (needsPsu(approach, isPsuKnown))
    throw refuseHeader('PSU-ID', 'required', '"PSU-ID" is required to start this authorisation.');
  const { scaStatus } = begun;
  const mayStep = step === 'authenticate' ? undefined : refuseStep(step, { approach, scaStatus, isPsuKnown });
  const reason = step === 'authenticate' && beginning === undefined ? 'status-not-fitting' : mayStep;
  if (reason !== undefined) throw new RefusedError({ reason, evidence: { step, approach } });
  if (approach === 'DECOUPLED' && beginning === undefined && !plan.hasDevice)
    throw new RefusedError({ reason: 'sca:method-unknown' });
  const key = { ...resource, authorisationId: begun.authorisationId };
  keepBegun(trx, key, { approach, form: plan.form, uris, begunAt: clock(), accounts: undefined });
  if (beginning === undefined) return begun;
  evidenceOfStep(await beginning.note(trx));
  return { ...begun, scaStatus: beginning.scaStatus };
}

/** Whether fewer than `most` run. `over` were final before; what is final stays so. */
async function checkPlace(
  trx: Transaction,
  resource: ResourceKey,
  over: ReadonlySet<string>,
  most: number,
): Promise<void> {
  const running = (await listBegun(trx, resource)).filter((authorisationId) => !over.has(authorisationId));
  if (running.length < most) return;
  throw new RefusedError({ reason: 'status-not-fitting', evidence: { ...resource, running: running.length } });
}

interface Started {
  readonly plan: StartPlan;
  readonly begun: Authorisation;
  readonly warnings: readonly Warning[];
}

function toAnswer(options: HandlerOptions, { plan, begun, warnings }: Started, context: Context) {
  const { consent, beginning, form } = plan;
  const approach = beginning?.approach ?? plan.approach;
  const status = { ...statusOfBegun(consent, begun, { approach, form }), asked: beginning?.asked };
  const links = linksOf(
    { about: 'authorisation', consentId: consent.consentId, ...toLinkState(status, options) },
    options.profile,
  );
  const { scaStatus, authorisationId } = begun;
  const next = renderNextStep(status, beginning?.methods ?? []);
  const headers = { ...answerHeaders(context), 'ASPSP-SCA-Approach': approach };
  const remarks = warnings.length > 0 && { tppMessages: warnings };
  const body = { scaStatus, authorisationId, ...next, _links: links, ...remarks };
  return { status: 201, type: 'application/json', headers, body } as const;
}
