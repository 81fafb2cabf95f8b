import type { TObject } from 'typebox';
import { Errors } from 'typebox/value';
import { ServiceError } from '../errors.ts';
import { toEnvironmentName } from './environment.ts';

/** A key of the environment and the rule that its value breaks. The value itself is never repeated. */
export interface ConfigProblem {
  readonly name: string;
  readonly problem: string;
}

/** Everything that is wrong with the configuration, at once. */
export class ConfigError extends ServiceError {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const list = problems.map(({ name, problem }) => `  ${name} ${problem}`).join('\n');
    super('ERR_CONFIG_INVALID', `The configuration is not complete:\n${list}`);
    this.problems = problems;
  }
}

interface Finding {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: object;
  readonly message: string;
}

/** What the schema finds wrong with the values, one problem for each place. */
export function findProblems(schema: TObject, values: Readonly<Record<string, unknown>>): ConfigProblem[] {
  const findings: readonly Finding[] = Errors(schema, values);
  const places = Map.groupBy(findings, ({ instancePath }) => instancePath);
  return [...places].map(([path, list]) => {
    const [, key = '', ...inside] = path.split('/');
    const at = inside.length === 0 ? '' : `/${inside.join('/')} `;
    return { name: toEnvironmentName(key), problem: `${at}${wordsOf(list)}` };
  });
}

/** Of a choice every alternative is reported; only all of them together help. */
function wordsOf(findings: readonly Finding[]): string {
  const allowed = findings.flatMap(({ params }) => {
    if ('allowedValue' in params) return [params.allowedValue];
    return 'allowedValues' in params && Array.isArray(params.allowedValues) ? params.allowedValues : [];
  });
  if (allowed.length > 0) return `must be one of ${allowed.join(', ')}`;
  return findings[0]?.message ?? 'is not valid';
}
