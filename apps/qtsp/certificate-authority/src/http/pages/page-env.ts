import type { Session } from '@openxs2a/service';
import type { Context } from 'hono';
import type { PersonCaller } from '../../acts/people.ts';

/** What a session holds: who signed in, or nobody yet. */
export interface SessionValue {
  readonly name?: string;
}

/** What the pages behind the sign-in know of a request. */
export interface PageEnv {
  Variables: {
    readonly person: {
      readonly caller: PersonCaller;
      readonly formToken: string;
      readonly session: Session<SessionValue>;
    };
  };
}

export type PageContext = Context<PageEnv>;

/** A form that was sent, by the names of its fields. */
export interface Form {
  /** Without white space at the ends; empty where it is missing. */
  text(name: string): string;
  /** The same, undefined where it is empty. */
  optional(name: string): string | undefined;
  /** All values, or all lines of a text, without empty ones. */
  list(name: string): readonly string[];
  isChecked(name: string): boolean;
}

export async function readForm(c: Context): Promise<Form> {
  // Hono keeps what was parsed when the form's token was checked
  const fields = await c.req.parseBody({ all: true });
  const valuesOf = (name: string): readonly string[] =>
    [fields[name] ?? []].flat().flatMap((value) => (typeof value === 'string' ? [value.trim()] : []));
  return {
    text: (name) => valuesOf(name)[0] ?? '',
    optional: (name) => valuesOf(name)[0] || undefined,
    list: (name) => valuesOf(name).flatMap((value) => value.split(/[\s,]+/).filter((part) => part !== '')),
    isChecked: (name) => valuesOf(name).length > 0,
  };
}

/** Undefined for what no version of this app wrote. */
export function parseSession(value: unknown): SessionValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('name' in value)) return {};
  return typeof value.name === 'string' ? { name: value.name } : undefined;
}
