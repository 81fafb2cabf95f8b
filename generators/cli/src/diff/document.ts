import { type Api, appendPointer } from '@openxs2a/ir';
import { compareNamedJson } from './named-json.ts';
import { canonical } from './schema/canonical.ts';
import type { Sink } from './sink.ts';

/** What belongs to no operation: server addresses, security schemes, webhooks. */
export function compareDocuments(before: Api, after: Api, sink: Sink): void {
  compareServers(before, after, sink);
  compareSecuritySchemes(before, after, sink);
  compareNamedJson(before.webhooks, after.webhooks, 'webhooks', sink);
}

function compareServers(before: Api, after: Api, sink: Sink): void {
  const [old, now] = [before, after].map((api) => new Set(api.servers.map((server) => server.url)));
  const at = { part: 'api', pointer: '/servers' } as const;
  for (const url of old ?? []) if (!now?.has(url)) sink.report({ kind: 'server-removed', ...at, before: url });
  for (const url of now ?? []) if (!old?.has(url)) sink.report({ kind: 'server-added', ...at, after: url });
}

/** A scheme that comes or goes is felt in the operations that ask for it. */
function compareSecuritySchemes(before: Api, after: Api, sink: Sink): void {
  for (const [name, was] of Object.entries(before.securitySchemes)) {
    const is = after.securitySchemes[name];
    if (is === undefined || canonical(withoutText(was.raw)) === canonical(withoutText(is.raw))) continue;
    sink.report({ kind: 'security-scheme-changed', part: 'api', pointer: appendPointer('', 'securitySchemes', name) });
  }
}

function withoutText({ description: _text, ...rest }: Api['extensions']): Api['extensions'] {
  return rest;
}
