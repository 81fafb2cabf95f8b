import fc from 'fast-check';
import { expect } from 'vitest';
import { type Edge, explore, type Machine, type Move, take } from './machine.fixture.ts';
import { planWalks } from './plan-walks.fixture.ts';

export interface Walked {
  /** All that there are, and each was taken. */
  readonly edges: readonly Edge[];
  /** What was seen to become of what. */
  readonly changes: Readonly<Record<string, readonly string[]>>;
}

const MOVES_PLANNED = 40;
const MOVES_AT_RANDOM = 25;

/** Holds what there is against what a machine says of it: by walks that take each of its edges, and by so many at random. */
export async function walk<State, World, Appearance>(
  machine: Machine<State, World, Appearance>,
  runs: number,
): Promise<Walked> {
  const chart = explore(machine);
  const notes: Notes = { taken: new Set(), changes: {} };
  for (const planned of planWalks(chart, MOVES_PLANNED)) {
    const walker = await start(machine, notes);
    for (const move of planned) await walker.step(move);
  }
  await walkAtRandom(machine, runs, notes);
  expect([...chart.edges].filter((edge) => !notes.taken.has(edge))).toEqual([]);
  return { edges: [...chart.edges], changes: notes.changes };
}

function walkAtRandom<State, World, Appearance>(
  machine: Machine<State, World, Appearance>,
  numRuns: number,
  notes: Notes,
): Promise<void> {
  const commands = machine.moves.map((move) => fc.constant(toCommand(move)));
  return fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: MOVES_AT_RANDOM, size: 'max' }), async (all) => {
      const walker = await start(machine, notes);
      await fc.asyncModelRun(async () => ({ model: walker, real: walker }), all);
    }),
    { numRuns },
  );
}

interface Notes {
  readonly taken: Set<Edge>;
  readonly changes: Record<string, readonly string[]>;
}

interface Walker<State, World> {
  isPossible(move: Move<State, World>): boolean;
  step(move: Move<State, World>): Promise<void>;
}

async function start<State, World, Appearance>(
  machine: Machine<State, World, Appearance>,
  notes: Notes,
): Promise<Walker<State, World>> {
  const world = await machine.open();
  const moves: string[] = [];
  let state = machine.initial;
  let seen = await machine.look(world);
  return {
    isPossible: (move) => move.isPossible?.(state) !== false,
    async step(move) {
      moves.push(move.name);
      const { answer, after, edge } = take(machine, state, move);
      expect(await move.send(world), moves.join(', ')).toBe(answer);
      const appearance = await machine.look(world);
      expect(appearance, moves.join(', ')).toEqual(machine.appearanceOf(after));
      notes.taken.add(edge);
      for (const [from, to] of machine.changesOf(seen, appearance))
        notes.changes[from] = [...new Set(notes.changes[from]).add(to)].toSorted();
      [state, seen] = [after, appearance];
    },
  };
}

const toCommand = <State, World>(
  move: Move<State, World>,
): fc.AsyncCommand<Walker<State, World>, Walker<State, World>> => ({
  check: (walker) => walker.isPossible(move),
  run: (walker) => walker.step(move),
  toString: () => move.name,
});
