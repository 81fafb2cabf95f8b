import type { Authorisation } from '@openxs2a/consent';
import type { Psu } from '@openxs2a/core-banking';
import { answerHeaders, type Handlers, identityOf, RefusedError } from '@openxs2a/edge';
import { linksOf } from '../domain/links.ts';
import { refuseStep, stepOf } from '../domain/step.ts';
import { approachOf } from './approach-of.ts';
import { findPsu } from './find-psu.ts';
import type { AuthorizationServerOptions } from './options.ts';
import { evidenceOf, refuseHeader } from './refusals.ts';

type UpdateAuthorisation = Handlers['updateConsentsPsuData'];

/** Who the PSU is can be said as long as nothing was proved. Every other step is refused, and changes nothing. */
export function updateAuthorisationHandler(options: AuthorizationServerOptions): UpdateAuthorisation {
  const { consents, core, profile } = options;
  return async ({ path, headers, body }, context) => {
    const { tppId } = identityOf(context);
    const found = evidenceOf(await consents.authorisation(path.consentId, path.authorisationId, tppId));
    const approach = await approachOf(options, found);
    const step = stepOf(body?.value);
    const reason = refuseStep(step, approach, found.scaStatus);
    if (reason !== undefined)
      throw new RefusedError({ reason, evidence: { step, approach, scaStatus: found.scaStatus } });
    const psu = await findPsu(core, headers);
    if (psu === undefined) throw refuseHeader('PSU-ID', 'required', 'Without a body, "PSU-ID" is required.');
    const { consentId, authorisationId, scaStatus } = await identify(options, found, psu);
    return {
      status: 200,
      type: 'application/json',
      headers: { ...answerHeaders(context), 'ASPSP-SCA-Approach': approach },
      body: { scaStatus, _links: linksOf({ about: 'authorisation', consentId, authorisationId }, profile) },
    };
  };
}

/** The same PSU may be named again; another is refused. */
async function identify(
  { consents }: AuthorizationServerOptions,
  authorisation: Authorisation,
  { id: psuId, corporateId }: Psu,
): Promise<Authorisation> {
  if (authorisation.psu?.psuId === psuId) return authorisation;
  const { consentId, authorisationId } = authorisation;
  return evidenceOf(
    await consents.updateAuthorisation({ consentId, authorisationId, event: 'identify', psuId, corporateId }),
  );
}
