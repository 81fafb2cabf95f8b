import type { Schemas } from '@openxs2a/xs2a/types';

/** What the bank wants to know next of a PSU that answers through the TPP. */
export type Question = {
  /** Whether the answer begins the authorisation, or goes on with it. */
  readonly call: 'start' | 'update';
} & (
  | { readonly kind: 'psu' }
  | { readonly kind: 'password' }
  | { readonly kind: 'method'; readonly methods: Schemas['scaMethods'] }
  | { readonly kind: 'code'; readonly challenge: Schemas['challengeData'] }
);

/** An answer of the bank, as far as it says how an authorisation goes on. */
export interface Standing {
  readonly _links?: Links;
  readonly scaMethods?: Schemas['scaMethods'];
  readonly challengeData?: Schemas['challengeData'];
}

type Links = Readonly<Record<string, Schemas['hrefType'] | undefined>>;

/** As the links of the answer ask (Guidelines 1.3.8, 4.15 and 7.2); undefined where they ask for nothing of the kind. */
export function findQuestion({ _links = {}, scaMethods, challengeData }: Standing): Question | undefined {
  const isLinked = (relation: string) => _links[relation] !== undefined;
  if (isLinked('startAuthorisationWithPsuIdentification')) return { kind: 'psu', call: 'start' };
  if (isLinked('startAuthorisationWithPsuAuthentication')) return { kind: 'password', call: 'start' };
  if (isLinked('updatePsuIdentification')) return { kind: 'psu', call: 'update' };
  if (isLinked('updatePsuAuthentication')) return { kind: 'password', call: 'update' };
  if (isLinked('selectAuthenticationMethod')) return { kind: 'method', call: 'update', methods: scaMethods ?? [] };
  if (isLinked('authoriseTransaction')) return { kind: 'code', call: 'update', challenge: challengeData ?? {} };
  return undefined;
}
