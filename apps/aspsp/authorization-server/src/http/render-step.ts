import type { Authorisation, Consent } from '@openxs2a/consent';
import type { AuthenticationMethod } from '@openxs2a/sca';
import type { Schemas } from '@openxs2a/xs2a/types';
import type { AuthorisationStatus } from '../authorising/road.ts';
import type { AuthorisationLinkState } from '../domain/links.ts';
import { linkToPage } from '../domain/redirect-link.ts';
import type { HandlerOptions } from './options.ts';

/** What an answer says of the next step, beside its links: exactly what these links need (AUT-STR-023). */
export interface NextStep {
  readonly scaMethods?: Schemas['scaMethods'];
  readonly chosenScaMethod?: Schemas['authenticationObject'];
  readonly challengeData?: Schemas['challengeData'];
  readonly psuMessage?: string;
}

const APPROVE_ON_DEVICE = 'Please approve this on your device.';

type StepState = Pick<AuthorisationStatus, 'approach' | 'scaStatus' | 'asked'>;

/** `methods` are those of the PSU; none where nothing was proved. */
export function renderNextStep(
  { approach, scaStatus, asked }: StepState,
  methods: readonly AuthenticationMethod[],
): NextStep {
  if (approach !== 'EMBEDDED') return messageOf({ approach, scaStatus });
  if (scaStatus === 'psuAuthenticated') return { scaMethods: methods.map(renderMethod) };
  if (scaStatus !== 'scaMethodSelected' || asked?.challengeData === undefined) return {};
  const chosen = methods.find(({ authenticationMethodId }) => authenticationMethodId === asked.authenticationMethodId);
  return { ...(chosen && { chosenScaMethod: renderMethod(chosen) }), challengeData: asked.challengeData };
}

/** As long as a device is to answer, the PSU is told so. */
export function messageOf({ approach, scaStatus }: Omit<StepState, 'asked'>): Pick<NextStep, 'psuMessage'> {
  return approach === 'DECOUPLED' && WAITING.includes(scaStatus) ? { psuMessage: APPROVE_ON_DEVICE } : {};
}

const WAITING: readonly Schemas['scaStatus'][] = ['psuIdentified', 'psuAuthenticated', 'started'];

function renderMethod({ decoupled: _, ...method }: AuthenticationMethod): Schemas['authenticationObject'] {
  return method;
}

/** What the links of an authorisation depend on. */
export function toLinkState(
  { key, approach, form, scaStatus, needsConfirmation }: Omit<AuthorisationStatus, 'isFinal' | 'psu' | 'asked'>,
  { pagesUrl, setting }: Pick<HandlerOptions, 'pagesUrl' | 'setting'>,
): AuthorisationLinkState {
  const { authorisationId } = key;
  const ticketFor = () => setting.secrets.ticketFor(authorisationId);
  const redirect = pagesUrl === undefined ? undefined : linkToPage(form, pagesUrl, ticketFor);
  return { authorisationId, approach, scaStatus, redirect, needsConfirmation };
}

/** Where an authorisation stands that has just begun. */
export function statusOfBegun(
  { authorisationConfirmation }: Pick<Consent, 'authorisationConfirmation'>,
  { consentId, authorisationId, scaStatus, psu }: Authorisation,
  { approach, form }: Pick<AuthorisationStatus, 'approach' | 'form'>,
): AuthorisationStatus {
  const key = { kind: 'consent', resourceId: consentId, authorisationId } as const;
  const needsConfirmation = authorisationConfirmation && approach === 'REDIRECT';
  return { key, approach, form, scaStatus, isFinal: false, psu, asked: undefined, needsConfirmation };
}
