import type { Context } from 'hono';

/** A form that was sent, by the names of its fields. */
export interface Form {
  /** Without white space at the ends; empty where it is missing. */
  text(name: string): string;
  /** As it was typed: spaces may belong to a password. */
  secret(name: string): string;
  /** All values of the fields of this name. */
  list(name: string): readonly string[];
}

export async function readForm(c: Context): Promise<Form> {
  // Hono keeps what was parsed when the form's token was checked
  const fields = await c.req.parseBody({ all: true });
  const valuesOf = (name: string): readonly string[] =>
    Object.hasOwn(fields, name)
      ? [fields[name] ?? []].flat().flatMap((value) => (typeof value === 'string' ? [value] : []))
      : [];
  return {
    text: (name) => (valuesOf(name)[0] ?? '').trim(),
    secret: (name) => valuesOf(name)[0] ?? '',
    list: valuesOf,
  };
}

/** A code as people type it, with the spaces that a message may show it with. */
export const readCode = (form: Form): string => form.text('code').replace(/\s/g, '');
