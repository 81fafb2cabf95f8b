import { operations } from '../../../../generated/xs2a/src/validators/operations.ts';
import { schemas } from '../../../../generated/xs2a/src/validators/schemas.ts';

type Json = Readonly<Record<string, unknown>>;

/** The component schemas as definitions of one JSON Schema, for those who write their server by hand. */
export const definitions: Json = relocate(schemas);

export const consentBody = { $ref: '#/$defs/consents' };

export const consentHeaders = toHeaderSchema(operations.createConsent?.headers);
export const accountHeaders = toHeaderSchema(operations.getAccountList?.headers);

/** Headers as a server gets them: names in lower case, values as text. */
function toHeaderSchema(values: { readonly properties: Json; readonly required?: readonly string[] } | undefined) {
  const { properties = {}, required = [] } = values ?? {};
  const lower = Object.entries(properties).map(([name, schema]) => [name.toLowerCase(), toText(schema)]);
  return {
    type: 'object',
    properties: relocate(Object.fromEntries(lower)),
    required: required.map((name) => name.toLowerCase()),
  };
}

function toText(schema: unknown): unknown {
  const { type, $ref } = schema as { readonly type?: unknown; readonly $ref?: string };
  if ($ref !== undefined) return schemas[$ref.slice($ref.lastIndexOf('/') + 1)];
  return type === 'boolean' ? { enum: ['true', 'false'] } : schema;
}

function relocate(schema: object): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/'));
}
