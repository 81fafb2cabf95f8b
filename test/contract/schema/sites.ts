import fc from 'fast-check';
import { createArbitraries, type Wanted } from './arbitrary.ts';
import { type Flat, flatten } from './flatten.ts';
import { listOf, mapOf, type Schema, type SchemaObject } from './json-schema.ts';

/** A place in a value where rules of a schema can be broken. */
export interface Site {
  readonly pointer: string;
  /** All rules that hold here, references and `allOf` resolved. */
  readonly own: SchemaObject;
  /** A value that fits here. */
  readonly good: unknown;
  /** Of a list: an item that fits. */
  readonly item?: unknown;
  /** Whether the place is inside an alternative of the schema. */
  readonly inUnion: boolean;
  /** A whole value that is fine but for what is put here. */
  readonly build: (value: unknown) => unknown;
}

interface Step {
  readonly pointer: string;
  readonly inUnion: boolean;
  readonly build: (value: unknown) => unknown;
  readonly trail: readonly Schema[];
}

/** Every place of a schema, each once, optional ones and every alternative too; recursion is entered once. */
export function listSites(schema: Schema, wanted: Wanted, seed: number): readonly Site[] {
  const arbitraryOf = createArbitraries(wanted);
  const sample = (part: Schema) => fc.sample(arbitraryOf(part), { numRuns: 1, seed })[0];
  const visit = (part: Schema, step: Step): readonly Site[] => {
    if (step.trail.filter((item) => item === part).length > 1 || step.trail.length > 40) return [];
    const flat = flatten(part, wanted);
    if (flat === undefined) return [];
    const below = { ...step, trail: [...step.trail, part] };
    const [union, ...others] = flat.unions;
    if (union !== undefined) {
      const rest = others.map((anyOf) => ({ anyOf }));
      return union.flatMap((item) => visit({ allOf: [flat.own, item, ...rest] }, { ...below, inUnion: true }));
    }
    const good = sample(part);
    const items = flat.own['items'];
    const item = Array.isArray(good) && typeof items === 'object' ? { item: sample(items as Schema) } : {};
    const { pointer, inUnion, build } = step;
    return [
      { pointer, own: flat.own, good, inUnion, build, ...item },
      ...visitMembers(flat, good, below),
      ...visitItems(flat, good, below),
    ];
  };
  const visitMembers = ({ own }: Flat, good: unknown, step: Step): readonly Site[] => {
    if (typeof good !== 'object' || good === null || Array.isArray(good)) return [];
    const put = (name: string) => (value: unknown) => step.build({ ...good, [name]: value });
    const child = (name: string, item: Schema) =>
      visit(item, { ...step, pointer: `${step.pointer}/${escapeName(name)}`, build: put(name) });
    const rest = own['additionalProperties'] as Schema | undefined;
    const hasRest =
      typeof rest === 'object' && own['propertyNames'] === undefined && own['maxProperties'] === undefined;
    return [
      ...mapOf(own['properties']).flatMap(([name, item]) => child(name, item)),
      ...mapOf(own['patternProperties']).flatMap(([pattern, item]) => child(nameFor(pattern), item)),
      ...(hasRest ? child('zz9', rest) : []),
    ];
  };
  const visitItems = ({ own }: Flat, good: unknown, step: Step): readonly Site[] => {
    if (!Array.isArray(good)) return [];
    const first = listOf(own['prefixItems']);
    const least = Math.max(1, Number(own['minItems'] ?? 0));
    const items = own['items'] as Schema | undefined;
    const fill =
      items === undefined || items === false ? [] : fc.sample(arbitraryOf(items), { numRuns: least, seed: seed + 1 });
    const put = (at: number) => (value: unknown) => {
      const list = at < first.length ? first.slice(0, at).map(sample) : fill.slice(0, least);
      list[at] = value;
      return step.build(list);
    };
    const child = (at: number, item: Schema) =>
      visit(item, { ...step, pointer: `${step.pointer}/${at}`, build: put(at) });
    return [
      ...first.flatMap((item, at) => child(at, item)),
      ...(items === undefined || items === false ? [] : child(0, items)),
    ];
  };
  return visit(schema, { pointer: '', inUnion: false, build: (value) => value, trail: [] });
}

export function escapeName(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A name that a pattern matches. */
function nameFor(pattern: string): string {
  return fc.sample(fc.stringMatching(new RegExp(pattern, 'u'), { size: 'xsmall' }), { numRuns: 1, seed: 1 })[0] ?? '';
}
