// Run with a validator's name and a component schema: loads the validator as its users do and checks one value.
// Nothing else is imported before it is needed; this is about the time from nothing to the first answer.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { toExportName } from './names.ts';

const [contestant = '', folder = '', schema = ''] = process.argv.slice(2);
const value: unknown = JSON.parse(readFileSync(`${folder}/${schema}.value.json`, 'utf8'));
const load = (name: string) => import(pathToFileURL(`${folder}/${name}.js`).href);

const CHECKS: Readonly<Record<string, () => Promise<boolean>>> = {
  node: async () => true,
  openxs2a: async () => {
    const { validators } = await import('@openxs2a/xs2a/validators');
    return validators.schema(schema as 'consents').check(value);
  },
  ajv: async () => {
    const { Ajv2020 } = await import('ajv/dist/2020.js');
    const { default: addFormats } = await import('ajv-formats');
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    ajv.addSchema(JSON.parse(readFileSync(`${folder}/schemas.json`, 'utf8')), 'document');
    return ajv.compile({ $ref: `document#/components/schemas/${schema}` })(value) === true;
  },
  zod: async () => (await load('zod'))[toExportName('z', schema)].safeParse(value).success,
  valibot: async () => {
    const { is } = await import('valibot');
    return is((await load('valibot'))[toExportName('v', schema)], value);
  },
};

if ((await CHECKS[contestant]?.()) !== true) throw new Error(`${contestant} did not accept the value.`);
