import { type TObject, type TString, type TStringOptions, Type } from 'typebox';
import type { Readable } from './coerce.ts';

/** A text of the configuration that no one may see: it has no default, and the log cuts it out wherever it occurs. */
export function Secret(options: Omit<TStringOptions, 'default'> = {}): TString {
  return Type.String({ minLength: 1, ...options, secret: true });
}

/** The values of all secrets in a configuration, for `createLog`. */
export function listSecrets(schema: TObject, config: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries<Readable>(schema.properties).flatMap(([key, { secret }]) => {
    const value = config[key];
    return secret === true && typeof value === 'string' ? [value] : [];
  });
}
