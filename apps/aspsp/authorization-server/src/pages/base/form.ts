import type { Context } from 'hono';

/** A form that was sent, by the names of its fields. */
export interface Form {
  /** One line without white space at the ends, whatever was sent; empty where it is missing. */
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
    text: (name) => toLine(valuesOf(name)[0] ?? ''),
    secret: (name) => valuesOf(name)[0] ?? '',
    list: (name) => valuesOf(name).map(toLine),
  };
}

/** What no keyboard makes is nothing that anybody is called by, and databases may not take it. */
const toLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\p{Cc}/gu, '\ufffd')
    .trim();

/** A code as people type it, with the spaces that a message may show it with. */
export const readCode = (form: Form): string => form.text('code').replace(/\s/g, '');
