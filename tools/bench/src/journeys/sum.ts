import type { Measured, Series } from '../measure/rounds.ts';
import { PRIMITIVES, type Primitive, type PrimitiveResult } from './primitives/primitive.ts';

export const RAW = 'node:https, mutual TLS and pages, the same bytes';
export const SUM = 'sum of the primitives';

/** How often a journey has each. */
export type Counts = Readonly<Record<Primitive, number>>;

const LABELS: Readonly<Record<Primitive, (count: number) => string>> = {
  argon2id: (count) => `· argon2id, ${count}`,
  seal: (count) => `· hash of a body and check of its signature, ${count}`,
  commit: (count) => `· commit of one row, on disk, ${count}`,
  message: (count) => `· message to the gateway that brings codes, ${count}`,
};

/** In milliseconds, each as often as a journey has it. */
export function toMeasured(parts: Readonly<Record<Primitive, PrimitiveResult>>, counts: Counts): Measured {
  return Object.fromEntries(
    PRIMITIVES.flatMap((name) => [
      [`${name} cpu`, (parts[name].cpu * counts[name]) / 1000],
      [`${name} wall`, (parts[name].wall * counts[name]) / 1000],
    ]),
  );
}

type Figures = Readonly<Record<'cpu' | 'rate', readonly number[]>>;

/** Round by round what they come to together with the server that repeats the same bytes, and each of them, by name. */
export function sumUp(series: Series, measured: string, counts: Counts): Series {
  const raw = series.get(RAW) ?? {};
  const parts = series.get(measured) ?? {};
  const of = (name: Primitive, key: 'cpu' | 'wall') => parts[`${name} ${key}`] ?? [];
  const add = (base: readonly number[] = [], key: 'cpu' | 'wall') =>
    base.map((value, round) => PRIMITIVES.reduce((sum, name) => sum + (of(name, key)[round] ?? 0), value));
  const sum: Figures = { cpu: add(raw['cpu'], 'cpu'), rate: toRates(add(toRates(raw['rate']), 'wall')) };
  const each = PRIMITIVES.map((name): [string, Figures] => [
    LABELS[name](counts[name]),
    { cpu: of(name, 'cpu'), rate: toRates(of(name, 'wall')) },
  ]);
  return new Map([[SUM, sum], ...each]);
}

/** Milliseconds for each to so many a second, and back. */
const toRates = (values: readonly number[] = []) => values.map((value) => 1000 / value);
