import { barePattern, type Say } from './facts.ts';
import { isNode, type Node, type Part } from './raw-document.ts';

/** What is said of one schema; what it refers to is said of that. */
export interface SchemaWords {
  readonly say: Say;
  /** Who the schema belongs to: a component, or a place in an operation. */
  readonly owner: string;
  /** OpenAPI 3.0 ignores what stands beside a reference, and spells some things in another way. */
  readonly is30: boolean;
  /** Told each reference. */
  readonly onReference: (part: Part) => string;
}

const VALUES = (
  'format minLength maxLength multipleOf minItems maxItems uniqueItems minProperties maxProperties ' +
  'minContains maxContains readOnly writeOnly'
).split(' ');
const SAME_PLACE = ['allOf', 'anyOf', 'oneOf'];
const SAME_PLACE_ONE = ['not', 'if', 'then', 'else', 'propertyNames'];

/** Says every property, every required one and every constraint. Alternatives and `allOf` leave the place as it is. */
export function saySchema(part: Part, path: string, words: SchemaWords): void {
  const { node } = part;
  if (!isNode(node)) return;
  if (typeof node['$ref'] === 'string') {
    words.say('reference', words.owner, path, words.onReference(part));
    if (words.is30) {
      sayNullable(node, path, words);
      return;
    }
  }
  sayConstraints(node, path, words);
  sayMembers(part, node, path, words);
}

function sayMembers(part: Part, node: Node, path: string, words: SchemaWords): void {
  const visit = (value: unknown, below: string) => saySchema({ node: value, file: part.file }, below, words);
  for (const [name, value] of entries(node['properties'])) {
    words.say('property', words.owner, `${path}/${name}`);
    visit(value, `${path}/${name}`);
  }
  for (const name of list(node['required'])) words.say('required', words.owner, `${path}/${String(name)}`);
  for (const value of list(node['prefixItems'])) visit(value, `${path}/[]`);
  for (const key of ['items', 'contains']) visit(node[key], `${path}/[]`);
  visit(node['additionalProperties'], `${path}/{}`);
  for (const [, value] of entries(node['patternProperties'])) visit(value, `${path}/{}`);
  for (const key of SAME_PLACE) for (const value of list(node[key])) visit(value, path);
  for (const key of SAME_PLACE_ONE) visit(node[key], path);
}

function sayConstraints(node: Node, path: string, words: SchemaWords): void {
  const constraint = (rule: string, value: unknown) =>
    words.say('constraint', words.owner, path, rule, JSON.stringify(value));
  for (const type of [node['type']].flat()) if (typeof type === 'string') constraint('type', type);
  for (const key of VALUES)
    if (node[key] !== undefined && node[key] !== false && node[key] !== 0) constraint(key, node[key]);
  for (const value of list(node['enum'])) constraint('enum', String(value));
  if ('const' in node) constraint('const', node['const']);
  if (typeof node['pattern'] === 'string') constraint('pattern', barePattern(node['pattern']));
  if (node['additionalProperties'] === false) constraint('additionalProperties', false);
  for (const [name, others] of entries(node['dependentRequired'])) constraint('dependentRequired', [name, others]);
  for (const [pattern] of entries(node['patternProperties'])) constraint('patternProperties', barePattern(pattern));
  sayBounds(node, constraint);
  sayNullable(node, path, words);
}

/** `minimum: 0` with `exclusiveMinimum: true` was how 3.0 said `exclusiveMinimum: 0`. */
function sayBounds(node: Node, constraint: (rule: string, value: unknown) => void): void {
  for (const [inclusive, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    const bound = node[inclusive];
    if (typeof bound === 'number') constraint(node[exclusive] === true ? exclusive : inclusive, bound);
    if (typeof node[exclusive] === 'number') constraint(exclusive, node[exclusive]);
  }
}

function sayNullable(node: Node, path: string, { say, owner, is30 }: SchemaWords): void {
  const canBeNull =
    typeof node['type'] === 'string' || node['$ref'] !== undefined || SAME_PLACE.some((key) => key in node);
  if (is30 && node['nullable'] === true && canBeNull) say('constraint', owner, path, 'type', '"null"');
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return isNode(value) ? Object.entries(value) : [];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
