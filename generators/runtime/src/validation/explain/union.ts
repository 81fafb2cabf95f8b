import Guard from 'typebox/guard';
import { isObject, type Schema, type SchemaObject, schemasIn } from '../schema.ts';
import { type Alternative, describe } from './alternative.ts';
import { below, collect, type Found, found, printList, type Walk } from './found.ts';
import { has } from './object.ts';
import { explainType, isOfType } from './type.ts';

/** `anyOf` and `oneOf`. Of a value that fits no alternative the problems of the one that it means are told. */
export function explainUnion(schema: SchemaObject, value: unknown, pointer: string, walk: Walk): readonly Found[] {
  return collect(['anyOf', 'oneOf'], (keyword) => {
    const alternatives = schemasIn(schema, keyword);
    if (alternatives.length === 0) return [];
    const outcomes = alternatives.map((item) => walk.explain(item, value, pointer));
    const fitting = outcomes.filter((outcome) => outcome.length === 0).length;
    if (fitting === 0) return explainMeant(alternatives, outcomes, value, pointer, walk);
    if (fitting === 1 || keyword === 'anyOf') return [];
    return found(pointer, 'oneOf', `must fit exactly one of ${alternatives.length} alternatives and fits ${fitting}`);
  });
}

interface Candidate extends Alternative {
  readonly outcome: readonly Found[];
}

function explainMeant(
  alternatives: readonly Schema[],
  outcomes: readonly (readonly Found[])[],
  value: unknown,
  pointer: string,
  walk: Walk,
): readonly Found[] {
  const all = alternatives.map(
    (item, index): Candidate => ({ ...describe(item, walk.view), outcome: outcomes[index] ?? [] }),
  );
  const candidates = all.filter(({ types }) => types.length === 0 || types.some((type) => isOfType(value, type)));
  if (candidates.length === 0)
    return explainType({ type: [...new Set(all.flatMap(({ types }) => types))] }, value, pointer);
  if (!isObject(value)) return fewest(candidates);
  return explainTag(candidates, value, pointer) ?? closest(candidates, value);
}

/** Where a property that every alternative has tells them apart, its value decides. */
function explainTag(
  candidates: readonly Candidate[],
  value: Readonly<Record<string, unknown>>,
  pointer: string,
): readonly Found[] | undefined {
  const shared = [...(candidates[0]?.tags.keys() ?? [])].filter((name) =>
    candidates.every(({ tags }) => tags.has(name)),
  );
  for (const name of shared) {
    if (!has(value, name) || candidates.length === 1) continue;
    const named = candidates.filter(({ tags }) => tags.get(name)?.some((tag) => Guard.IsDeepEqual(tag, value[name])));
    if (named.length === candidates.length) continue;
    if (named.length > 0) return closest(named, value);
    const values = [...new Set(candidates.flatMap(({ tags }) => tags.get(name) ?? []))];
    return found(below(pointer, name), 'enum', `must be one of ${printList(values)}`);
  }
  return undefined;
}

/**
 * The alternative with most of its required properties there, then with most of the value's properties among its
 * own, then with the fewest problems.
 */
function closest(candidates: readonly Candidate[], value: Readonly<Record<string, unknown>>): readonly Found[] {
  const keys = Object.keys(value);
  const rank = ({ required, names, outcome }: Candidate) => [
    required.filter((name) => !has(value, name)).length,
    -keys.filter((key) => names.has(key)).length,
    outcome.length,
  ];
  return [...candidates].sort((a, b) => compare(rank(a), rank(b)))[0]?.outcome ?? [];
}

function fewest(candidates: readonly Candidate[]): readonly Found[] {
  return [...candidates].sort((a, b) => a.outcome.length - b.outcome.length)[0]?.outcome ?? [];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
