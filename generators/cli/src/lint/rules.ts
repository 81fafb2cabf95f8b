import { DIAGNOSTICS } from '@openxs2a/ir';
import type { Severity } from '../notices/notice.ts';
import type { Check } from './rule.ts';
import {
  checkDescribedHeaders,
  checkDescribedOperations,
  checkDescribedParameters,
  checkDescribedSchemas,
} from './rules/descriptions.ts';
import { checkExamples } from './rules/examples.ts';
import { checkLinks } from './rules/links.ts';
import { checkOperationIds } from './rules/operation-ids.ts';
import { checkTags } from './rules/tags.ts';
import { checkUnusedComponents } from './rules/unused-components.ts';

/** The house rules: severity, what each one asks for, and the check. The reader's own diagnostics come on top. */
export const RULES = {
  'operation-undescribed': ['warning', 'An operation has a summary or a description.', checkDescribedOperations],
  'parameter-undescribed': ['warning', 'A parameter has a description.', checkDescribedParameters],
  'header-undescribed': ['warning', 'A response header has a description.', checkDescribedHeaders],
  'schema-undescribed': ['warning', 'A component schema has a description or a title.', checkDescribedSchemas],
  'operation-id-form': ['warning', 'An operationId is an identifier in camel case.', checkOperationIds],
  'example-invalid': ['warning', 'An example obeys its schema.', checkExamples],
  'unknown-link-operation': ['error', 'The operation that a link names exists.', checkLinks],
  'undeclared-tag': ['warning', 'A tag that an operation has is declared.', checkTags],
  'unused-component': ['warning', 'A component is used.', checkUnusedComponents],
} as const satisfies Record<string, readonly [Severity, string, Check]>;

export type RuleCode = keyof typeof RULES;

/** The codes that a severity can be given to: those of the rules and those of the reader. */
export function knownCodes(): string[] {
  return [...Object.keys(RULES), ...Object.keys(DIAGNOSTICS)];
}
