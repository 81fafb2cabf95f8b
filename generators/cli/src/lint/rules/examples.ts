import type { Schema } from '@openxs2a/ir';
import { createValidators } from '@openxs2a/runtime/validators';
import type { Breach, Check } from '../rule.ts';
import { collectExamples } from './collect-examples.ts';

export const checkExamples: Check = ({ api }) => {
  const examples = collectExamples(api);
  const schemas: Record<string, Schema> = { ...api.schemas };
  const named = examples.map((example, index) => ({ ...example, name: `example ${index}` }));
  for (const { name, schema } of named) schemas[name] = schema;
  const validators = createValidators({ schemas, operations: {} });
  return named.flatMap(({ name, value, pointer }): Breach[] => {
    const [first, ...others] = validators.schema(name).problems(value);
    if (first === undefined) return [];
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    const place = first.pointer === '' ? '' : `${first.pointer}: `;
    return [{ pointer, message: `${place}${first.message}${more}` }];
  });
};
