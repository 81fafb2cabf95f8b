import { type TObject, type TProperties, Type } from 'typebox';

/** A group of keys. It may be left out, whole or in part; a key that it does not know is refused. */
export function section<Keys extends TProperties>(description: string, keys: Keys): TObject<Keys> {
  return Type.Object(keys, { default: {}, additionalProperties: false, description });
}
