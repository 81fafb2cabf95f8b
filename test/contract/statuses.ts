import type { Operation } from '@openxs2a/ir';

/** A status for the key: of a range or of `default` one that has no key of its own. */
export function statusOf(key: string, operation: Operation): number {
  if (/^\d+$/.test(key)) return Number(key);
  const taken = new Set(operation.responses.map(({ status }) => status));
  const family = /^\dXX$/i.test(key) ? Number(key[0]) : undefined;
  const free = [418, 299, 399, 599].find((status) =>
    family === undefined
      ? !taken.has(`${Math.floor(status / 100)}XX`) && !taken.has(`${status}`)
      : Math.floor(status / 100) === family && !taken.has(`${status}`),
  );
  if (free === undefined) throw new Error(`No status is left for "${key}".`);
  return free;
}

/** RFC 9110 6.4.1: these answers have no content. */
export function hasBody(status: string): boolean {
  return !['204', '205', '304'].includes(status);
}
