import { readApi } from '@openxs2a/ir';
import { afterAll, expect, test } from 'vitest';
import { generateAndLoadOnce } from './harness.ts';
import { compareOutput } from './loss/compare.ts';
import { kindOf } from './loss/facts.ts';
import { noticeLosses } from './loss/notice.ts';
import { walkRaw } from './loss/raw-walk.ts';
import { readOutput } from './loss/read-output.ts';
import { MISSING, SPECIFICATIONS, tellWhatIsMissing } from './specifications.ts';
import { createTally, printTallies, type Tally } from './tally.ts';

const facts = new Map<string, Tally>();
const losses = new Map<string, Tally>();

afterAll(() => {
  tellWhatIsMissing();
  console.log(printTallies('facts of the YAML', facts));
  console.log(printTallies('losses noticed', losses));
});

test.each(SPECIFICATIONS)(
  'nothing that the YAML of $name says is missing from an output, and nothing is invented',
  async (specification) => {
    const { name, file } = specification;
    const { folder } = await generateAndLoadOnce(specification);
    const raw = walkRaw(file);
    const tally = createTally();
    for (const fact of raw) tally.add(kindOf(fact));
    facts.set(name, tally);
    expect(tally.get('operation')).toBeGreaterThan(0);
    expect(tally.get('constraint')).toBeGreaterThan(0);
    expect(await compareOutput(raw, readOutput(folder))).toEqual([]);
  },
  120_000,
);

/** Small and large, with every construct between them. */
const MUTATED = SPECIFICATIONS.filter(
  ({ name }) => ['everything', 'xs2a'].includes(name) || name.startsWith('confirmation'),
);

test.each(MUTATED)(
  'one thing taken from what an emitter sees of $name is noticed in its output',
  async ({ name, file, overlays = [] }) => {
    const { api } = await readApi(file, { overlays });
    if (api === undefined) throw new Error(`"${name}" cannot be read.`);
    const { noticed, missed } = await noticeLosses(api, walkRaw(file), { count: 2, seed: 7 });
    const tally = createTally();
    for (const [kind, count] of noticed) tally.add(kind, count);
    losses.set(name, tally);
    expect(missed).toEqual([]);
    const kinds = ['operation', 'status', 'header', 'media type of an answer', 'parameter', 'property', 'constraint'];
    expect(kinds.filter((kind) => tally.get(kind) === 0)).toEqual([]);
  },
  120_000,
);

test.skip.each(MISSING)("the standard's own documents: %s", () => {});
