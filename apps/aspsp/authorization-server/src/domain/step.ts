import { isFinalSca, type ScaStatus } from '@openxs2a/consent';
import type { EdgeReason } from '@openxs2a/edge';
import type { ScaApproach } from './approach.ts';

/** What a TPP wants to do for an authorisation, by the body that it sends (Guidelines 1.3.8, 7.2, 7.3 and 7.6). */
export type Step = 'identify' | 'authenticate' | 'selectMethod' | 'authorise' | 'confirm';

const isText = (value: unknown) => typeof value === 'string';
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Each step by the member that it is told by. One of another type is none: the interface lets it through beside a good one. */
const STEPS: readonly (readonly [member: string, step: Step, fits: (value: unknown) => boolean])[] = [
  ['psuData', 'authenticate', isObject],
  ['authenticationMethodId', 'selectMethod', isText],
  ['scaAuthenticationData', 'authorise', isText],
  ['confirmationCode', 'confirm', isText],
];

/** The step of a body that the interface lets through: it has one of these members, or none. */
export function stepOf(body: object | undefined): Step {
  const members = new Map<string, unknown>(Object.entries(body ?? {}));
  return STEPS.find(([member, , fits]) => fits(members.get(member)))?.[1] ?? 'identify';
}

export interface StepSituation {
  readonly approach: ScaApproach;
  readonly scaStatus: ScaStatus;
  /** Whether the PSU is named: by this call, or before. */
  readonly isPsuKnown: boolean;
}

/** Where each step belongs: in this approach, and with one of these statuses. */
const PLACES: Readonly<Record<Step, { readonly approach?: ScaApproach; readonly in: readonly ScaStatus[] }>> = {
  identify: { in: ['received', 'psuIdentified'] },
  authenticate: { approach: 'EMBEDDED', in: ['received', 'psuIdentified'] },
  selectMethod: { approach: 'EMBEDDED', in: ['psuAuthenticated', 'scaMethodSelected'] },
  authorise: { approach: 'EMBEDDED', in: ['scaMethodSelected'] },
  confirm: { approach: 'REDIRECT', in: ['unconfirmed'] },
};

/** Why a TPP cannot take a step; undefined where it can. An approach does not have it, or a status is not that for it. */
export function refuseStep(step: Step, { approach, scaStatus, isPsuKnown }: StepSituation): EdgeReason | undefined {
  const place = PLACES[step];
  if (step === 'confirm' && isFinalSca(scaStatus)) return 'confirmed-again';
  if (isFinalSca(scaStatus)) return 'status-not-fitting';
  if (place.approach !== undefined && place.approach !== approach) return 'service-not-offered';
  const isPlace = place.in.includes(scaStatus) && (step !== 'authenticate' || isPsuKnown);
  return isPlace ? undefined : 'status-not-fitting';
}
