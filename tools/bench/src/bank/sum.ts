import type { Measured, Series } from '../measure/rounds.ts';
import { PRIMITIVES, type Primitive, type PrimitiveResult } from './primitives/process.ts';

export const RAW = 'node:https with mutual TLS, the same bytes';

/** What each primitive is called in a table. */
export const LABELS: Readonly<Record<Primitive, string>> = {
  verify: 'hash of the body, check of the signature',
  parse: 'JSON.parse of the body',
  validate: 'validators of the request',
  write: 'statement on disk',
  read: 'rows that are read',
  stringify: 'JSON.stringify of the answer',
};

/** The primitives of one store in one round, as one contestant measures them. */
export type Parts = Readonly<Record<Primitive, PrimitiveResult>>;

export function toMeasured(parts: Parts): Measured {
  return Object.fromEntries(
    PRIMITIVES.flatMap((name) => [
      [`${name} cpu`, parts[name].cpu],
      [`${name} wall`, parts[name].wall],
    ]),
  );
}

type Figures = Record<string, readonly number[]>;

/** Round by round what they come to together with the TLS server, and each of them, by name. */
export function sumUp(series: Series, measured: string, suffix: string): Series {
  const raw = series.get(RAW) ?? {};
  const parts = series.get(measured) ?? {};
  const figuresOf = (name: Primitive, key: 'cpu' | 'wall') => parts[`${name} ${key}`] ?? [];
  const add = (base: readonly number[], key: 'cpu' | 'wall') =>
    base.map((value, round) => PRIMITIVES.reduce((sum, name) => sum + (figuresOf(name, key)[round] ?? 0), value));
  const walls = add(toMicros(raw['rate'] ?? []), 'wall');
  const sum: Figures = { cpu: add(raw['cpu'] ?? [], 'cpu'), rate: toMicros(walls) };
  const each = PRIMITIVES.filter((name) => figuresOf(name, 'cpu').some((value) => value > 0)).map(
    (name): [string, Figures] => [
      `· ${LABELS[name]}${DEPENDS.has(name) ? suffix : ''}`,
      { cpu: figuresOf(name, 'cpu'), rate: toMicros(figuresOf(name, 'wall')) },
    ],
  );
  return new Map([[`${SUM}${suffix}`, sum], ...each]);
}

export const SUM = 'sum of the primitives';
/** On what is in the store. */
const DEPENDS: ReadonlySet<Primitive> = new Set(['write', 'read']);

/** Requests a second to microseconds for each, and back. */
const toMicros = (values: readonly number[]) => values.map((value) => 1e6 / value);
