import { type Authorisation, type Consent, isFinalSca } from '@openxs2a/consent';
import type { Psu } from '@openxs2a/core-banking';
import { answerHeaders, type Context, type Handlers, identityOf, RefusedError } from '@openxs2a/edge';
import type { BankProfile } from '@openxs2a/profile';
import type { Transaction } from '@openxs2a/store';
import { approachesFor, chooseApproach, type ScaApproach } from '../domain/approach.ts';
import { linksOf } from '../domain/links.ts';
import { needsPsu } from '../domain/start.ts';
import { refuseStep, stepOf } from '../domain/step.ts';
import { keepApproach, listBegun } from '../store/approaches.ts';
import { approachOf } from './approach-of.ts';
import { checkRedirects, type Warning } from './check-redirects.ts';
import { findPsu } from './find-psu.ts';
import type { AuthorizationServerOptions } from './options.ts';
import { evidenceOf, refuseHeader } from './refusals.ts';

type StartAuthorisation = Handlers['startConsentAuthorisation'];

/** An authorisation that the TPP begins; of one that asks for more than the bank can do now, nothing stays. */
export function startAuthorisationHandler(options: AuthorizationServerOptions): StartAuthorisation {
  const { consents, core, idempotency, profile } = options;
  return async ({ path: { consentId }, headers, body }, context) => {
    const { tppId, qwac } = identityOf(context);
    const consent = evidenceOf(await consents.find(consentId, tppId));
    const over = await listOver(options, consent);
    const warnings = checkRedirects(headers, qwac.domains, profile.sca);
    const psu = await findPsu(core, headers);
    const approach = await settleApproach(options, consent, headers['TPP-Redirect-Preferred']);
    const step = stepOf(body?.value);
    return idempotency.once(context, async (trx) => {
      const authorisation = await start(trx, options, consent, psu, context.requestId);
      await checkAlone(trx, options, consent, over);
      if (needsPsu(approach, authorisation.psu !== undefined))
        throw refuseHeader('PSU-ID', 'required', '"PSU-ID" is required to start this authorisation.');
      const reason = refuseStep(step, approach, authorisation.scaStatus);
      if (reason !== undefined) throw new RefusedError({ reason, evidence: { step, approach } });
      await keepApproach(trx, authorisation, approach);
      return toAnswer({ authorisation, approach, warnings }, profile, context);
    });
  };
}

async function listOver({ consents }: AuthorizationServerOptions, { consentId, tppId }: Consent) {
  const all = evidenceOf(await consents.authorisations(consentId, tppId));
  return new Set(all.filter(({ scaStatus }) => isFinalSca(scaStatus)).map(({ authorisationId }) => authorisationId));
}

/** That of the consent, unless the TPP now says something else. */
async function settleApproach(
  options: AuthorizationServerOptions,
  { consentId, model }: Consent,
  redirect: boolean | undefined,
): Promise<ScaApproach> {
  if (redirect === undefined) return approachOf(options, { consentId });
  return chooseApproach(approachesFor(model, options.profile.sca.approaches), { redirect });
}

async function start(
  trx: Transaction,
  { consents }: AuthorizationServerOptions,
  { consentId, tppId }: Consent,
  psu: Psu | undefined,
  requestId: string,
): Promise<Authorisation> {
  const named = { psuId: psu?.id, corporateId: psu?.corporateId };
  return evidenceOf(await consents.startAuthorisation(trx, { consentId, tppId, requestId, ...named }));
}

/** Where one PSU authorises, one authorisation runs at a time. `over` were final before; what is final stays so. */
async function checkAlone(
  trx: Transaction,
  { profile }: AuthorizationServerOptions,
  { consentId }: Consent,
  over: ReadonlySet<string>,
): Promise<void> {
  if (profile.sca.multilevel) return;
  const begun = await listBegun(trx, consentId);
  if (begun.every((authorisationId) => over.has(authorisationId))) return;
  throw new RefusedError({ reason: 'status-not-fitting', evidence: { consentId, begun: begun.length } });
}

interface Started {
  readonly authorisation: Authorisation;
  readonly approach: ScaApproach;
  readonly warnings: readonly Warning[];
}

function toAnswer({ authorisation, approach, warnings }: Started, profile: BankProfile, context: Context) {
  const { consentId, authorisationId, scaStatus } = authorisation;
  const links = linksOf({ about: 'authorisation', consentId, authorisationId }, profile);
  const headers = { ...answerHeaders(context), 'ASPSP-SCA-Approach': approach };
  const body = { scaStatus, authorisationId, _links: links, ...(warnings.length > 0 && { tppMessages: warnings }) };
  return { status: 201, type: 'application/json', headers, body } as const;
}
