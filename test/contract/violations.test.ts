import { afterAll, expect, test } from 'vitest';
import { countMissingParameters, countRulesOfBodies } from './expected.ts';
import { generateAndLoadOnce } from './harness.ts';
import { walkRaw } from './loss/raw-walk.ts';
import { MISSING, SPECIFICATIONS, tellWhatIsMissing } from './specifications.ts';
import { printTallies, type Tally } from './tally.ts';
import { violate } from './violations.ts';

const tallies = new Map<string, Tally>();

afterAll(() => {
  tellWhatIsMissing();
  console.log(printTallies('violations', tallies));
});

test.each(SPECIFICATIONS)(
  'every rule of the requests of $name, broken once, is refused and named',
  async (specification) => {
    const generated = await generateAndLoadOnce(specification);
    const { tally, failures } = await violate(generated);
    tallies.set(specification.name, tally);
    expect(failures).toEqual([]);
    const raw = walkRaw(specification.file);
    const sentOf = (rule: string) => tally.get(`body ${rule}`) + tally.get(`(another alternative fits) ${rule}`);
    const rules = [...countRulesOfBodies(raw)].map(([rule, least]) => ({ rule, least, sent: sentOf(rule) }));
    expect(rules.filter(({ least, sent }) => sent < least)).toEqual([]);
    const missing = tally.entries().filter(([kind]) => kind.endsWith(' missing') && kind !== 'body missing');
    expect(missing.reduce((sum, [, count]) => sum + count, 0)).toBe(countMissingParameters(raw));
    expect(tally.total).toBeGreaterThan(0);
  },
  120_000,
);

test.skip.each(MISSING)("the standard's own documents: %s", () => {});
