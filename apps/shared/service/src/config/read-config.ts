import type { Static, TObject } from 'typebox';
import { Default } from 'typebox/value';
import { coerce, type Readable, Unreadable } from './coerce.ts';
import { type Environment, findText, type ReadFile, readTextFile, toEnvironmentName } from './environment.ts';
import { ConfigError, type ConfigProblem, findProblems } from './problems.ts';

/**
 * The configuration as the schema describes it, frozen. The key `revocationMaxAge` is read from `REVOCATION_MAX_AGE`, or
 * from the file that `REVOCATION_MAX_AGE_FILE` names; what is not given has the default of the schema. Throws ConfigError
 * with every key that is missing or wrong.
 */
export function readConfig<Schema extends TObject>(
  schema: Schema,
  env: Environment,
  readFile: ReadFile = readTextFile,
): Readonly<Static<Schema>> {
  const values: Record<string, unknown> = {};
  const problems: ConfigProblem[] = [];
  for (const [key, property] of Object.entries(schema.properties)) {
    const name = toEnvironmentName(key);
    try {
      const value = readValue(property, findText(env, name, readFile));
      if (value !== undefined) values[key] = value;
      else if (schema.required?.includes(key)) problems.push({ name, problem: describeMissing(property) });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      problems.push({ name, problem: error.message });
    }
  }
  const reported = new Set(problems.map(({ name }) => name));
  problems.push(...findProblems(schema, values).filter(({ name }) => name !== '' && !reported.has(name)));
  if (problems.length > 0) throw new ConfigError(problems);
  // The schema has just found nothing wrong with them.
  return deepFreeze(values) as Readonly<Static<Schema>>;
}

function readValue(schema: Readable, text: string | undefined): unknown {
  if (text === undefined) return structuredClone(schema.default);
  return Default(schema, coerce(schema, text));
}

function describeMissing({ description }: Readable): string {
  return description === undefined ? 'is missing' : `is missing: ${description}`;
}

function deepFreeze(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
}
