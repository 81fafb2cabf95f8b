import type { Parameters } from '../domain/parameters.ts';

/** The parameters of a pushed request: the provider keeps them as the claims of a token that it made and does not sign. */
export function readPushed({ request }: Readonly<Record<string, unknown>>): Parameters | undefined {
  const [, claims] = typeof request === 'string' ? request.split('.') : [];
  if (claims === undefined) return undefined;
  const parsed: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString());
  const entries = Object.entries(parsed ?? {}).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return new Map(entries);
}
