import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { validators } from '@openxs2a/xs2a/validators';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as v from 'valibot';
import type { ZodType } from 'zod';
import { toExportName } from './names.ts';
import { FOLDER } from './prepare.ts';

export interface SchemaChecks {
  /** Whether the value fits. */
  check(value: unknown): boolean;
  /** How many things are wrong with it; as many as the validator tells. */
  count(value: unknown): number;
}

/** A validator with the schemas of our specification; each makes the checks of a component. */
export interface ValidatorContestant {
  readonly name: string;
  of(schema: string): SchemaChecks;
}

export const OURS = 'openxs2a';
export const AJV = 'ajv';

export async function loadValidators(): Promise<readonly ValidatorContestant[]> {
  return [{ name: OURS, of: createOurs }, createAjv(), await loadZod(), await loadValibot()];
}

function createOurs(schema: string): SchemaChecks {
  // the names of the cases are names of components
  const validator = validators.schema(schema as Parameters<typeof validators.schema>[0]);
  return {
    check: (value) => validator.check(value),
    count: (value) => validator.problems(value).length,
  };
}

function createAjv(): ValidatorContestant {
  const document = JSON.parse(readFileSync(join(FOLDER, 'schemas.json'), 'utf8'));
  const [first, all] = [false, true].map((allErrors) => {
    const ajv = new Ajv2020({ strict: false, allErrors });
    addFormats.default(ajv);
    return ajv.addSchema(document, 'document');
  });
  const compile = (ajv: Ajv2020 | undefined, schema: string) =>
    ajv?.compile({ $ref: `document#/components/schemas/${schema}` }) ?? never();
  return {
    name: AJV,
    of: (schema) => {
      const check = compile(first, schema);
      const explain = compile(all, schema);
      return {
        check: (value) => check(value) === true,
        count: (value) => (explain(value) === true ? 0 : (explain.errors?.length ?? 0)),
      };
    },
  };
}

async function loadZod(): Promise<ValidatorContestant> {
  const schemas = await loadGenerated<ZodType>('zod');
  return {
    name: 'zod',
    of: (name) => {
      const schema = schemas[toExportName('z', name)] ?? never();
      return {
        check: (value) => schema.safeParse(value).success,
        count: (value) => schema.safeParse(value).error?.issues.length ?? 0,
      };
    },
  };
}

async function loadValibot(): Promise<ValidatorContestant> {
  const schemas = await loadGenerated<v.GenericSchema>('valibot');
  return {
    name: 'valibot',
    of: (name) => {
      const schema = schemas[toExportName('v', name)] ?? never();
      return {
        check: (value) => v.is(schema, value),
        count: (value) => v.safeParse(schema, value).issues?.length ?? 0,
      };
    },
  };
}

/** The module was written by `prepareValidators`; it exports schemas and nothing else. */
async function loadGenerated<Schema>(name: string): Promise<Readonly<Record<string, Schema>>> {
  return await import(pathToFileURL(join(FOLDER, `${name}.js`)).href);
}

function never(): never {
  throw new Error('The peers were generated without this schema.');
}
