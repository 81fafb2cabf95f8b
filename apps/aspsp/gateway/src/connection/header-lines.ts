import type { ConnectionCall } from './connection.ts';
import { findNodeRequest } from './node-host.ts';

/**
 * The values of a header, one for each line on which it came. Where the host does not tell lines apart, what came twice is
 * one value with a comma in it, which no reader of one value takes.
 */
export function readHeaderLines({ env, headers }: ConnectionCall, name: string): readonly string[] {
  const joined = headers.get(name);
  if (joined === null) return [];
  const raw = findNodeRequest(env)?.rawHeaders;
  if (raw === undefined) return [joined];
  const lower = name.toLowerCase();
  const lines: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2)
    if (raw[index]?.toLowerCase() === lower) lines.push(raw[index + 1] ?? '');
  return lines;
}
