import type { Deviation } from '../deviations/deviation.ts';
import { quote } from '../printable.ts';
import type { SignatureAttempt } from './attempt.ts';

type Lines = Deviation<SignatureAttempt>;

/** Which lines are there, and in which order. `names` are those that the signature names, `sent` what the message has. */
export function createLineDeviations(
  names: readonly string[],
  sent: readonly string[],
  expected: readonly string[],
): Lines[] {
  const others = sent.filter((name) => !names.includes(name));
  return [
    absentLeftOut,
    absentAsEmpty,
    ...[...others, '(request-target)'].filter((name) => !names.includes(name)).map(added),
    ...names.map(leftOut),
    ordered('sorted', 'sorted by name', names.toSorted()),
    ordered('in-order-of-message', 'in the order of the message', sortedAs(names, sent)),
    ordered('in-order-of-standard', 'in the order of the standard', sortedAs(names, expected)),
    ordered('reversed', 'in reverse order', names.toReversed()),
    ...permute(names).map((order) => ({
      ...ordered('in-other-order', `in the order ${order.map((name) => quote(name)).join(' ')}`, order),
      isAlone: true,
    })),
  ];
}

const absentLeftOut: Lines = {
  code: 'absent-left-out',
  dimension: 'lines',
  words: 'headers that are listed but not sent are left out',
  apply(attempt) {
    const names = attempt.names.filter((name) => attempt.find(name) !== undefined);
    return names.length === attempt.names.length ? undefined : { ...attempt, names };
  },
};

const absentAsEmpty: Lines = {
  code: 'absent-as-empty',
  dimension: 'lines',
  words: 'headers that are listed but not sent have a line with nothing behind the colon',
  apply({ find, ...attempt }) {
    return attempt.names.every((name) => find(name) !== undefined)
      ? undefined
      : { ...attempt, find: (name) => find(name) ?? '' };
  },
};

function added(name: string): Lines {
  const isPseudo = name.startsWith('(');
  return {
    code: 'line-added',
    dimension: 'lines',
    words: `a line of ${quote(name)} is added ${isPseudo ? 'at the beginning' : 'at the end'}, although "headers" does not list it`,
    apply: (attempt) => ({ ...attempt, names: isPseudo ? [name, ...attempt.names] : [...attempt.names, name] }),
  };
}

function leftOut(name: string): Lines {
  return {
    code: 'line-left-out',
    dimension: 'lines',
    words: `the line of ${quote(name)} is left out, although "headers" lists it`,
    apply: (attempt) => ({ ...attempt, names: attempt.names.filter((each) => each !== name) }),
  };
}

/** Lines that were added stay where they are. */
function ordered(code: string, how: string, order: readonly string[]): Lines {
  return {
    code,
    dimension: 'order',
    words: `the lines are ${how}`,
    apply(attempt) {
      const names = sortedAs(attempt.names, order);
      return names.every((name, index) => name === attempt.names[index]) ? undefined : { ...attempt, names };
    },
  };
}

function sortedAs(names: readonly string[], order: readonly string[]): readonly string[] {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return names.toSorted((a, b) => place(a) - place(b));
}

/** Of more lines than these there are too many orders. */
const MOST_PERMUTED = 5;

function permute(names: readonly string[]): readonly (readonly string[])[] {
  if (names.length > MOST_PERMUTED) return [];
  if (names.length <= 1) return [names];
  return names.flatMap((first) => permute(names.filter((name) => name !== first)).map((rest) => [first, ...rest]));
}
