import { afterAll, expect, test } from 'vitest';
import { listTravelling } from './expected.ts';
import { generateAndLoadOnce } from './harness.ts';
import { walkRaw } from './loss/raw-walk.ts';
import { roundTrip } from './round-trip.ts';
import { MISSING, SPECIFICATIONS, tellWhatIsMissing } from './specifications.ts';
import { printTallies, type Tally } from './tally.ts';

const RUNS = 3;
const tallies = new Map<string, Tally>();

afterAll(() => {
  tellWhatIsMissing();
  console.log(printTallies('round trips', tallies));
});

test.each(SPECIFICATIONS)(
  'everything that $name declares comes back as it went',
  async (specification) => {
    const generated = await generateAndLoadOnce(specification);
    const { tally, covered, failures } = await roundTrip(generated, { runs: RUNS });
    tallies.set(specification.name, tally);
    expect(failures).toEqual([]);
    const declared = listTravelling(walkRaw(specification.file));
    expect(declared.filter((fact) => !covered.has(fact))).toEqual([]);
    const statuses = declared.filter((fact) => fact.startsWith('status ')).length;
    expect(tally.get('exchanges')).toBeGreaterThanOrEqual(statuses * RUNS);
  },
  120_000,
);

test.skip.each(MISSING)("the standard's own documents: %s", () => {});
