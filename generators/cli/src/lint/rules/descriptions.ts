import { appendPointer } from '@openxs2a/ir';
import type { Breach, Check } from '../rule.ts';

export const checkDescribedOperations: Check = ({ api }) =>
  api.operations
    .filter(({ summary, description }) => !isSaid(summary) && !isSaid(description))
    .map(({ pointer, id }) => ({ pointer, message: `Operation "${id}" says nothing about itself.` }));

export const checkDescribedParameters: Check = ({ api }) =>
  oncePerPointer(
    api.operations.flatMap(({ parameters }) =>
      parameters
        .filter(({ description }) => !isSaid(description))
        .map(({ pointer, name }) => ({ pointer, message: `Parameter "${name}" has no description.` })),
    ),
  );

export const checkDescribedHeaders: Check = ({ api }) =>
  oncePerPointer(
    api.operations
      .flatMap(({ responses }) => responses.flatMap(({ headers }) => headers))
      .filter(({ description }) => !isSaid(description))
      .map(({ pointer, name }) => ({ pointer, message: `Header "${name}" has no description.` })),
  );

export const checkDescribedSchemas: Check = ({ api }) =>
  Object.entries(api.schemas)
    .filter(([, schema]) => typeof schema === 'object' && schema.$ref === undefined)
    .filter(([, schema]) => typeof schema === 'object' && !isSaid(schema.description) && !isSaid(schema.title))
    .map(([name]) => ({
      pointer: appendPointer('', 'components', 'schemas', name),
      message: `Schema "${name}" has no description.`,
    }));

function isSaid(text: unknown): boolean {
  return typeof text === 'string' && text.trim() !== '';
}

/** A shared parameter is in many operations, and is missing its description once. */
function oncePerPointer(breaches: readonly Breach[]): Breach[] {
  return [...new Map(breaches.map((breach) => [breach.pointer, breach])).values()];
}
