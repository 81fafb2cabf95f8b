import type { Api, Media, Operation, Schema } from '@openxs2a/ir';
import { perObject } from '../memo.ts';
import { findReferences } from './references.ts';

/** Where a component schema is named, by whom. */
export interface Usage {
  /** Per operation the spots: `body`, `answer 201`, `header parameter Consent-ID`. */
  readonly operations: ReadonlyMap<string, ReadonlySet<string>>;
  readonly schemas: ReadonlySet<string>;
}

const NOWHERE: Usage = { operations: new Map(), schemas: new Set() };

export const findUsage = (api: Api, schema: string): Usage => usagesOf(api).get(schema) ?? NOWHERE;

const usagesOf = perObject((api: Api): ReadonlyMap<string, Usage> => {
  const usages = new Map<string, { operations: Map<string, Set<string>>; schemas: Set<string> }>();
  const at = (name: string) => {
    const usage = usages.get(name) ?? { operations: new Map<string, Set<string>>(), schemas: new Set<string>() };
    usages.set(name, usage);
    return usage;
  };
  for (const [owner, schema] of Object.entries(api.schemas)) {
    for (const name of findReferences(schema)) at(name).schemas.add(owner);
  }
  for (const operation of api.operations) {
    for (const [spot, schema] of spotsOf(operation)) {
      for (const name of findReferences(schema)) {
        const { operations } = at(name);
        operations.set(operation.id, (operations.get(operation.id) ?? new Set()).add(spot));
      }
    }
  }
  return usages;
});

/** Every schema of an operation, with where it stands. */
function spotsOf({ parameters, body, responses }: Operation): (readonly [spot: string, schema: Schema])[] {
  return [
    ...parameters.map((each) => [`${each.in} parameter ${each.name}`, each.schema] as const),
    ...(body?.content ?? []).flatMap((media) => schemasOf(media).map((schema) => ['body', schema] as const)),
    ...responses.flatMap(({ status, headers, content }) => [
      ...headers.map(({ name, schema }) => [`header ${name} of answer ${status}`, schema] as const),
      ...content.flatMap((media) => schemasOf(media).map((schema) => [`answer ${status}`, schema] as const)),
    ]),
  ];
}

/** Its own, and those that the value of a parameter selects. */
const schemasOf = ({ schema, select }: Media): readonly Schema[] => [schema, ...Object.values(select?.cases ?? {})];
