import { generateAndLoad, type Specification } from './harness.ts';
import { compareOutput, type Difference } from './loss/compare.ts';
import { walkRaw } from './loss/raw-walk.ts';
import { readOutput } from './loss/read-output.ts';
import { roundTrip } from './round-trip.ts';
import type { Tally } from './tally.ts';
import { violate } from './violations.ts';

export interface ContractReport {
  /** In words; empty where generated client, server, validators and types keep what the document says. */
  readonly failures: readonly string[];
  readonly roundTrips: Tally;
  readonly violations: Tally;
}

/** The whole contract of one document: generates it, and holds the output against itself and against the YAML. */
export async function checkContract(
  specification: Specification,
  { runs = 3, seed = 1 } = {},
): Promise<ContractReport> {
  const generated = await generateAndLoad(specification);
  const there = await roundTrip(generated, { runs, seed });
  const broken = await violate(generated, { seed });
  const differences = await compareOutput(walkRaw(specification.file), readOutput(generated.folder));
  return {
    failures: [...there.failures, ...broken.failures, ...differences.map(printDifference)],
    roundTrips: there.tally,
    violations: broken.tally,
  };
}

function printDifference({ output, kind, fact }: Difference): string {
  return `${output}: ${kind}: ${fact}`;
}
