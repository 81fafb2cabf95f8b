import { listDescriptorFacts, loadDescriptors, placesOf } from './descriptor-facts.ts';
import { type Facts, kindOf, ofKinds, without } from './facts.ts';
import { listTypeFacts } from './type-facts.ts';
import { listValidatorFacts } from './validator-facts.ts';

const OUTPUTS = ['descriptors', 'types', 'validators', 'client', 'server'] as const;
export type Output = (typeof OUTPUTS)[number];

/** What an output lacks that the document says, and what it says that the document does not. */
export interface Difference {
  readonly output: Output;
  readonly fact: string;
  readonly kind: 'lost' | 'invented';
}

const STRUCTURE =
  'operation parameter requiredParameter requiredBody request status header requiredHeader response'.split(' ');

/** What each output must say. */
const SAYS: Readonly<Record<'descriptors' | 'types' | 'validators', readonly string[]>> = {
  descriptors: STRUCTURE,
  types: [...STRUCTURE, 'schema', 'property', 'required'],
  validators: [...STRUCTURE, 'schema', 'property', 'required', 'constraint', 'reference'],
};

/** Holds the files of an output against a document. Files by path below the output folder. */
export async function compareOutput(
  raw: Facts,
  files: ReadonlyMap<string, string>,
  outputs: readonly Output[] = OUTPUTS,
): Promise<readonly Difference[]> {
  const descriptors = await loadDescriptors(textOf(files, 'descriptors.ts'));
  const places = placesOf(descriptors);
  const compare: Readonly<Record<Output, () => readonly Difference[] | Promise<readonly Difference[]>>> = {
    descriptors: () => differ('descriptors', raw, listDescriptorFacts(descriptors)),
    types: () => differ('types', raw, listTypeFacts(textOf(files, 'types/wire.ts'))),
    validators: async () => {
      const [schemas, operations] = [textOf(files, 'validators/schemas.ts'), textOf(files, 'validators/operations.ts')];
      return differ('validators', raw, await listValidatorFacts(schemas, operations, places));
    },
    client: () => compareMethods('client', raw, places, textOf(files, 'client/index.ts')),
    server: () => compareMethods('server', raw, places, textOf(files, 'server/index.ts')),
  };
  return (await Promise.all(outputs.map((output) => compare[output]()))).flat();
}

function textOf(files: ReadonlyMap<string, string>, path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new Error(`There is no "${path}".`);
  return text;
}

function differ(output: 'descriptors' | 'types' | 'validators', raw: Facts, facts: Facts): readonly Difference[] {
  const lost = without(ofKinds(raw, SAYS[output]), facts).filter((fact) => !isElsewhere(output, fact, raw, facts));
  const invented = without(ofKinds(facts, STRUCTURE), raw).filter(
    (fact) => kindOf(fact) !== 'requiredParameter' || !fact.includes(' path '),
  );
  return [
    ...lost.map((fact): Difference => ({ output, fact, kind: 'lost' })),
    ...invented.map((fact): Difference => ({ output, fact, kind: 'invented' })),
  ];
}

/**
 * Types say that a property is required where they say the property; a document may say so of a property that another
 * part of the schema declares, or none.
 */
function isElsewhere(output: Output, fact: string, raw: Facts, facts: Facts): boolean {
  if (output !== 'types' || kindOf(fact) !== 'required') return false;
  const property = fact.replace(/^required /, 'property ');
  return !raw.has(property) && !facts.has(property);
}

/** Client and server have a method for each operation. */
function compareMethods(
  output: Output,
  raw: Facts,
  places: ReadonlyMap<string, string>,
  text: string,
): readonly Difference[] {
  const bare = (name: string) => name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  const names = new Set(
    [...text.matchAll(/^ {2}(?:readonly )?['"]?([^'"\s(:<?]+)['"]?\??[(:<]/gmu)].map(([, name]) => bare(name ?? '')),
  );
  const there = new Set([...places].filter(([id]) => names.has(bare(id))).map(([, place]) => `operation ${place}`));
  return without(ofKinds(raw, ['operation']), there).map((fact) => ({ output, fact, kind: 'lost' }));
}
