import type { WireChoices } from './choices.ts';

export type ErrorForm = WireChoices['errorForm'];

const TYPES = { 'tpp-messages': 'application/json', problem: 'application/problem+json' } as const satisfies Record<
  ErrorForm,
  string
>;

export const mediaTypeOf = (form: ErrorForm): string => TYPES[form];

/** The form that Accept gives more weight (RFC 9110, 12.5.1); the bank's own where neither has more. */
export function chooseForm(accept: string | null | undefined, choices: WireChoices): ErrorForm {
  if (!choices.errorFormByAccept || accept === null || accept === undefined) return choices.errorForm;
  const ranges = parseRanges(accept);
  const messages = weigh(TYPES['tpp-messages'], ranges);
  const problem = weigh(TYPES.problem, ranges);
  if (messages === problem) return choices.errorForm;
  return messages > problem ? 'tpp-messages' : 'problem';
}

type Ranges = ReadonlyMap<string, number>;

function parseRanges(accept: string): Ranges {
  return new Map(
    accept.split(',').map((item) => {
      const [type = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => /^q\s*=/.test(parameter))?.replace(/^q\s*=\s*/, '');
      const weight = quality === undefined ? 1 : Number(quality);
      return [type, Number.isFinite(weight) ? weight : 0];
    }),
  );
}

const weigh = (type: string, ranges: Ranges): number =>
  ranges.get(type) ?? ranges.get('application/*') ?? ranges.get('*/*') ?? 0;
