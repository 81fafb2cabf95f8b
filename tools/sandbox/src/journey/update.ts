import type { Schemas } from '@openxs2a/xs2a/types';
import type { Question } from './question.ts';
import type { Tpp } from './tpp.ts';

/** What a PSU says, as the standard has it; who it is goes in a header. */
export type Said =
  | { readonly psuId: string }
  | { readonly psuData: { readonly password: string } }
  | { readonly authenticationMethodId: string }
  | { readonly scaAuthenticationData: string };

/** A consent, with the links of an authorisation of it. */
export interface Authorised {
  readonly consentId: string;
  readonly _links: { readonly scaStatus?: Schemas['hrefType'] };
}

/** Passes on what the PSU says or has brought back, for the authorisation that has begun. */
export function createUpdate(tpp: Tpp, { consentId, _links }: Authorised) {
  const authorisationId = _links.scaStatus?.href?.split('/').at(-1) ?? '';
  const path = { consentId, authorisationId };
  return (said: Said | { readonly confirmationCode: string }) =>
    tpp.updateConsentsPsuData({ path, ...toRequest(said) });
}

/** Begins an authorisation, with what the PSU says where the bank asks for that. */
export const startAuthorisation = (tpp: Tpp, consentId: string, said?: Said) =>
  tpp.startConsentAuthorisation({ path: { consentId }, ...(said && toRequest(said)) });

/** The authorisation of a consent: by what the PSU says it goes on, or begins where the bank's link is for that. */
export function createAuthorisation(tpp: Tpp, authorised: Authorised) {
  const { consentId } = authorised;
  let update = createUpdate(tpp, authorised);
  const start = async (said?: Said) => {
    const result = await startAuthorisation(tpp, consentId, said);
    if (result.status === 201) update = createUpdate(tpp, { consentId, _links: result.body._links });
    return result;
  };
  const send = async ({ call }: Pick<Question, 'call'>, said: Said) => (call === 'start' ? start(said) : update(said));
  return { start, send };
}

function toRequest<Answer extends object>(said: Answer | { readonly psuId: string }) {
  if ('psuId' in said) return { headers: { 'PSU-ID': String(said.psuId) } };
  return { body: { type: 'application/json', value: said } } as const;
}
