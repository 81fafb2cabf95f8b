import type { Content, Operations, Schemas, ValuesSchema } from '@openxs2a/runtime/validators';
import { collectFacts, type Facts, type Say } from './facts.ts';
import { loadData } from './load-text.ts';
import { saySchema } from './schema-facts.ts';

const PLACES = { path: 'path', query: 'query', headers: 'header', cookies: 'cookie' } as const;

export async function listValidatorFacts(
  schemasText: string,
  operationsText: string,
  places: ReadonlyMap<string, string>,
): Promise<Facts> {
  // The exports of these names have these types.
  const schemas = (await loadData(schemasText))['schemas'] as Schemas;
  const operations = (await loadData(operationsText))['operations'] as Operations;
  return collectFacts((say) => {
    for (const [name, schema] of Object.entries(schemas)) {
      say('schema', name);
      sayAs(name, schema, say);
    }
    for (const [id, operation] of Object.entries(operations)) {
      const place = places.get(id) ?? id;
      say('operation', place);
      for (const [key, where] of Object.entries(PLACES)) {
        sayValues(
          operation[key as keyof typeof PLACES],
          'parameter',
          'requiredParameter',
          `${place} ${where}`,
          `${place} ${where}`,
          say,
        );
      }
      if (operation.body?.required === true) say('requiredBody', place);
      sayContent(operation.body?.content, 'request', place, say);
      for (const [status, { headers, content }] of Object.entries(operation.responses)) {
        say('status', place, status);
        sayValues(headers, 'header', 'requiredHeader', `${place} ${status}`, `${place} ${status} header`, say);
        sayContent(content, 'response', `${place} ${status}`, say);
      }
    }
  });
}

function sayValues(
  values: ValuesSchema | undefined,
  kind: string,
  requiredKind: string,
  place: string,
  owner: string,
  say: Say,
): void {
  for (const [name, schema] of Object.entries(values?.properties ?? {})) {
    say(kind, place, name);
    sayAs(`${owner} ${name}`, schema, say);
  }
  for (const name of values?.required ?? []) say(requiredKind, place, name);
}

function sayContent(content: Content | undefined, kind: string, place: string, say: Say): void {
  for (const [type, { schema }] of Object.entries(content ?? {})) {
    say(kind, place, type);
    sayAs(`${place} ${kind} ${type}`, schema, say);
  }
}

function sayAs(owner: string, schema: unknown, say: Say): void {
  const onReference = ({ node }: { node: unknown }) =>
    decodeURIComponent(
      String((node as { $ref: string }).$ref)
        .split('/')
        .at(-1) ?? '',
    );
  saySchema({ node: schema, file: '' }, '', { say, owner, is30: false, onReference });
}
