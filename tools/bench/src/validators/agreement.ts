import { CASES } from './cases.ts';
import type { ValidatorContestant } from './contestants.ts';

/** Same work: all say yes to what fits and no to what does not. Throws for the first one that does not. */
export function checkAgreement(contestants: readonly ValidatorContestant[]): void {
  for (const { title, schema, valid, broken } of CASES) {
    for (const { name, of } of contestants) {
      const { check, count } = of(schema);
      if (!check(valid) || count(valid) > 0) throw new Error(`${name} refuses ${title}.`);
      for (const [flaw, value] of Object.entries(broken)) {
        if (check(value) || count(value) === 0) throw new Error(`${name} accepts ${title} with ${flaw}.`);
      }
    }
  }
}
