import type { BankProfile } from '@openxs2a/profile';
import type { WireChoices } from './choices.ts';

type Form = Pick<WireChoices, 'errorForm' | 'errorFormByAccept'>;

const FORMS: Readonly<Record<BankProfile['errors']['form'], Form>> = {
  accept: { errorForm: 'tpp-messages', errorFormByAccept: true },
  tppMessages: { errorForm: 'tpp-messages', errorFormByAccept: false },
  'problem+json': { errorForm: 'problem', errorFormByAccept: false },
};

/** What a profile says of errors. Of what it has no key for, the choice is that of the Guidelines. */
export function toWireChoices({ errors: { form, ...switches } }: Pick<BankProfile, 'errors'>): WireChoices {
  return { ...FORMS[form], ...switches, problemTypeBase: undefined, staleSignature: 'TIMESTAMP_INVALID' };
}
