import type { ConsentSubject } from '@openxs2a/sca';
import { type Html, html } from '@openxs2a/service/pages';

/** How often a TPP may read, in words. */
export function describeFrequency({
  recurring,
  frequencyPerDay,
}: Pick<ConsentSubject, 'recurring' | 'frequencyPerDay'>) {
  if (!recurring) return 'once';
  const times = frequencyPerDay === 1 ? 'once' : `up to ${frequencyPerDay} times`;
  return `${times} a day without you, and whenever you ask for it`;
}

export const showDay = (day: string): Html | string =>
  day === '9999-12-31'
    ? 'as long as the bank allows, or until you end it'
    : html`<time datetime="${day}">${day}</time>`;
