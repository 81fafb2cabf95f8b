import { isFinalSca, type ScaStatus } from '@openxs2a/consent';
import type { EdgeReason } from '@openxs2a/edge';
import type { ScaApproach } from './approach.ts';
import type { RedirectForm } from './redirect-form.ts';

/** What a TPP wants to do for an authorisation, by the body that it sends (Guidelines 1.3.8, 7.2, 7.3 and 7.6). */
export type Step = 'identify' | 'authenticate' | 'selectMethod' | 'authorise' | 'confirm' | 'confirmByToken';

type BodyStep = Exclude<Step, 'confirmByToken'>;

const isText = (value: unknown) => typeof value === 'string';
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Each step by the member that it is told by. One of another type is none: the interface lets it through beside a good one. */
const STEPS: readonly (readonly [member: string, step: BodyStep, fits: (value: unknown) => boolean])[] = [
  ['psuData', 'authenticate', isObject],
  ['authenticationMethodId', 'selectMethod', isText],
  ['scaAuthenticationData', 'authorise', isText],
  ['confirmationCode', 'confirm', isText],
];

/** The step of a body that the interface lets through: it has one of these members, or none. */
export function stepOf(body: object | undefined): BodyStep {
  const members = new Map<string, unknown>(Object.entries(body ?? {}));
  return STEPS.find(([member, , fits]) => fits(members.get(member)))?.[1] ?? 'identify';
}

/** After OAuth a TPP confirms by its token, and sends no body: what else would name a PSU comes too late to (7.6.4). */
export function stepAt(
  body: object | undefined,
  { approach, form, scaStatus, needsConfirmation }: ConfirmSituation,
): Step {
  const step = stepOf(body);
  const isAfterPage = scaStatus === 'unconfirmed' || isFinalSca(scaStatus);
  const isConfirming = step === 'identify' && isAfterPage && needsConfirmation;
  return isConfirming && approach === 'REDIRECT' && form === 'oauth' ? 'confirmByToken' : step;
}

interface ConfirmSituation {
  readonly approach: ScaApproach;
  readonly form: RedirectForm;
  readonly scaStatus: ScaStatus;
  readonly needsConfirmation: boolean;
}

export interface StepSituation {
  readonly approach: ScaApproach;
  /** Of a redirect. Default: `page`. */
  readonly form?: RedirectForm;
  readonly scaStatus: ScaStatus;
  /** Whether the PSU is named: by this call, or before. */
  readonly isPsuKnown: boolean;
}

/** Where each step belongs: in this approach, and with one of these statuses. */
const PLACES: Readonly<Record<Step, Place>> = {
  identify: { in: ['received', 'psuIdentified'] },
  authenticate: { approach: 'EMBEDDED', in: ['received', 'psuIdentified'] },
  selectMethod: { approach: 'EMBEDDED', in: ['psuAuthenticated', 'scaMethodSelected'] },
  authorise: { approach: 'EMBEDDED', in: ['scaMethodSelected'] },
  confirm: { approach: 'REDIRECT', form: 'page', in: ['unconfirmed'] },
  confirmByToken: { approach: 'REDIRECT', form: 'oauth', in: ['unconfirmed'] },
};

interface Place {
  readonly approach?: ScaApproach;
  readonly form?: RedirectForm;
  readonly in: readonly ScaStatus[];
}

/** Why a TPP cannot take a step; undefined where it can. An approach does not have it, or a status is not that for it. */
export function refuseStep(step: Step, situation: StepSituation): EdgeReason | undefined {
  const { approach, form = 'page', scaStatus, isPsuKnown } = situation;
  const place = PLACES[step];
  const confirms = step === 'confirm' || step === 'confirmByToken';
  if (confirms && isFinalSca(scaStatus)) return 'confirmed-again';
  if (isFinalSca(scaStatus)) return 'status-not-fitting';
  if ((place.approach ?? approach) !== approach || (place.form ?? form) !== form) return 'service-not-offered';
  const isPlace = place.in.includes(scaStatus) && (step !== 'authenticate' || isPsuKnown);
  return isPlace ? undefined : 'status-not-fitting';
}
