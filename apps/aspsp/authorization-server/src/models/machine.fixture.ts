/** One thing that somebody can do, at any time. */
export interface Move<State, World> {
  readonly name: string;
  /** Whose move it is, where several people are about. */
  readonly actor?: string;
  /** Absent where there is always something to send, however wrong. */
  readonly isPossible?: (state: State) => boolean;
  /** What has to be answered, and what becomes of the state, which is its own to change. */
  readonly expect: (state: State) => string;
  readonly send: (world: World) => Promise<string>;
}

/** What something should do, in the simplest way, and how to find out what it does. */
export interface Machine<State, World, Appearance> {
  readonly initial: State;
  readonly moves: readonly Move<State, World>[];
  /** Of a state, what decides about all that follows; the same for as many states as possible. */
  readonly keyOf: (state: State) => string;
  /** Where that stands which a move is about, as anybody would say it. */
  readonly situationOf: (state: State, move: Move<State, World>) => string;
  /** Begins anew. */
  readonly open: () => Promise<World>;
  /** What is to be seen from outside, and what should be. */
  readonly look: (world: World) => Promise<Appearance>;
  readonly appearanceOf: (state: State) => Appearance;
  /** What has changed from one look to the next, from what to what. */
  readonly changesOf: (before: Appearance, after: Appearance) => readonly (readonly [from: string, to: string])[];
}

/** A move at a situation: what is answered, and where that leads. */
export type Edge = string;

export interface Taken<State> {
  readonly answer: string;
  readonly after: State;
  readonly edge: Edge;
}

export function take<State, World, Appearance>(
  { situationOf }: Machine<State, World, Appearance>,
  before: State,
  move: Move<State, World>,
): Taken<State> {
  const after = structuredClone(before);
  const answer = move.expect(after);
  return { answer, after, edge: `${situationOf(before, move)}: ${move.name}: ${answer}, ${situationOf(after, move)}` };
}

/** A move at a state. */
export interface Way<State, World> {
  readonly move: Move<State, World>;
  readonly edge: Edge;
  readonly to: string;
}

export interface Chart<State, World> {
  readonly start: string;
  readonly ways: ReadonlyMap<string, readonly Way<State, World>[]>;
  readonly edges: ReadonlySet<Edge>;
}

/** All of its states, and all that can be done at each. */
export function explore<State, World, Appearance>(machine: Machine<State, World, Appearance>): Chart<State, World> {
  const ways = new Map<string, readonly Way<State, World>[]>();
  const start = machine.keyOf(machine.initial);
  const states = new Map([[start, machine.initial]]);
  // a map goes on with what is added on the way
  for (const [key, state] of states) {
    const possible = machine.moves.filter((move) => move.isPossible?.(state) !== false);
    const found = possible.map((move) => {
      const { after, edge } = take(machine, state, move);
      const to = machine.keyOf(after);
      if (!states.has(to)) states.set(to, after);
      return { move, edge, to };
    });
    ways.set(key, found);
  }
  return { start, ways, edges: new Set([...ways.values()].flatMap((found) => found.map(({ edge }) => edge))) };
}
