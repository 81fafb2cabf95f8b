import type { Api, Operation, Schema } from '@openxs2a/ir';
import type { Specification } from '../edition.ts';
import { anchorOf, operationAddress, schemaAddress } from '../pages/addresses.ts';
import { listMembers } from '../schemas/members.ts';
import { joinTexts } from './plain-text.ts';

export type EntryKind = 'operation' | 'schema' | 'parameter' | 'header' | 'property';

/** Something that can be found. */
export interface Entry {
  readonly kind: EntryKind;
  readonly name: string;
  /** Where it is: `POST /v1/consents`, `in consents`, `in header of 13 operations`. */
  readonly place: string;
  /** What the document says about it. */
  readonly text: string;
  readonly href: string;
}

/** All that a reader may look for. What many operations have alike is one entry that leads to the first. */
export function listEntries({ name, api }: Specification): readonly Entry[] {
  return [...operationsOf(name, api), ...schemasOf(name, api), ...parametersOf(name, api), ...headersOf(name, api)];
}

const operationsOf = (name: string, { operations }: Api): Entry[] =>
  operations.map(({ id, method, path, summary, description, tags }) => ({
    kind: 'operation',
    name: id,
    place: `${method.toUpperCase()} ${path}`,
    text: joinTexts([summary, description, tags.join(', ')]),
    href: operationAddress(name, id),
  }));

const schemasOf = (name: string, { schemas }: Api): Entry[] =>
  Object.entries(schemas).flatMap(([owner, schema]): Entry[] => [
    { kind: 'schema', name: owner, place: '', text: textOf(schema), href: schemaAddress(name, owner) },
    ...listMembers(schema).map(
      ({ path, schema: member }): Entry => ({
        kind: 'property',
        name: path,
        place: `in ${owner}`,
        text: textOf(member),
        href: schemaAddress(name, owner, path),
      }),
    ),
  ]);

interface Occurrence {
  readonly key: string;
  readonly name: string;
  readonly operation: Operation;
  readonly anchor: string;
  readonly what: string;
  readonly text: string;
}

const parametersOf = (name: string, { operations }: Api): Entry[] =>
  gather(
    'parameter',
    name,
    operations.flatMap((operation) =>
      operation.parameters.map((each) => ({
        key: `${each.in} ${each.name}`,
        name: each.name,
        operation,
        anchor: anchorOf(operation.id, each.in, each.name),
        what: `in ${each.in}`,
        text: joinTexts([each.description, textOf(each.schema)]),
      })),
    ),
  );

const headersOf = (name: string, { operations }: Api): Entry[] =>
  gather(
    'header',
    name,
    operations.flatMap((operation) =>
      operation.responses.flatMap(({ status, headers }) =>
        headers.map((each) => ({
          key: each.name.toLowerCase(),
          name: each.name,
          operation,
          anchor: anchorOf(operation.id, status),
          what: 'of answers',
          text: joinTexts([each.description, textOf(each.schema)]),
        })),
      ),
    ),
  );

/** One entry per key. The texts of all count, each once: an operation may say more of a parameter than the others. */
function gather(kind: EntryKind, specification: string, occurrences: readonly Occurrence[]): Entry[] {
  return [...Map.groupBy(occurrences, ({ key }) => key).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const operations = new Set(same.map(({ operation }) => operation.id));
    const where = operations.size === 1 ? first.operation.id : `${operations.size} operations`;
    const href = operationAddress(specification, first.anchor);
    const text = joinTexts([...new Set(same.map((each) => each.text))]);
    return [{ kind, name: first.name, place: `${first.what} of ${where}`, text, href }];
  });
}

/** The description and the values: a code is looked for as often as a word. */
function textOf(schema: Schema): string {
  if (typeof schema === 'boolean') return '';
  const { title, description, enum: values } = schema;
  return joinTexts([title, description, Array.isArray(values) ? values.join(', ') : '']);
}
