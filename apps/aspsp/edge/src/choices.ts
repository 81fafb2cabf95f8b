import { type BankProfile, DEFAULT_PROFILE } from '@openxs2a/profile';
import { toWireChoices } from './to-wire-choices.ts';

/** The switches of a profile that decide what a reason becomes outside; each is described beside its key there. */
type ProfileSwitches = Omit<BankProfile['errors'], 'form'>;

/** What a bank decides where the standard leaves it open or its sources disagree. */
export interface WireChoices extends ProfileSwitches {
  /** The form of an error where the client's Accept prefers neither (Guidelines 1.3.8, 4.13). */
  readonly errorForm: 'tpp-messages' | 'problem';
  /** Whether Accept may ask for the other form; otherwise every error has `errorForm`. */
  readonly errorFormByAccept: boolean;
  /** What `code` is appended to for the `type` of a problem; at most 40 characters. Without it: `about:blank`. */
  readonly problemTypeBase: string | undefined;
  /** A signature whose date is too far from now: 400 or 401. */
  readonly staleSignature: 'TIMESTAMP_INVALID' | 'SIGNATURE_INVALID';
}

export const DEFAULT_WIRE_CHOICES: WireChoices = toWireChoices(DEFAULT_PROFILE);
