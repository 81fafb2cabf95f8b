import type { Operation } from '@openxs2a/ir';
import type { Place } from './change.ts';
import { canonical } from './schema/canonical.ts';
import type { Sink } from './sink.ts';

type Security = Operation['security'];
type Alternative = Security[number];

const AT = { part: 'api', pointer: '/security' } as const;

/**
 * An alternative that is gone breaks a client unless what it presented still suffices for another one; a new one
 * obliges the server unless what it asks for sufficed already.
 */
export function compareSecurity(before: Security, after: Security, sink: Sink, place: Place): void {
  const [old, now] = [alternativesOf(before), alternativesOf(after)];
  for (const gone of old.filter((alternative) => !includes(now, alternative))) {
    const breaks = now.some((other) => suffices(gone, other)) ? [] : (['client'] as const);
    sink.report({ kind: 'security-removed', ...AT, before: plain(gone), breaks }, place);
  }
  for (const come of now.filter((alternative) => !includes(old, alternative))) {
    const breaks = old.some((other) => suffices(come, other)) ? [] : (['server'] as const);
    sink.report({ kind: 'security-added', ...AT, after: plain(come), breaks }, place);
  }
}

/** Nothing declared is the same as the empty alternative: no proof is asked for. */
function alternativesOf(security: Security): Security {
  return security.length === 0 ? [{}] : security;
}

function includes(alternatives: Security, wanted: Alternative): boolean {
  return alternatives.some((alternative) => suffices(alternative, wanted) && suffices(wanted, alternative));
}

/** Whether who presents the one has all that the other asks for. */
function suffices(presented: Alternative, asked: Alternative): boolean {
  return Object.entries(asked).every(([scheme, scopes]) => {
    const held = Object.hasOwn(presented, scheme) ? presented[scheme] : undefined;
    return held !== undefined && scopes.every((scope) => held.includes(scope));
  });
}

function plain(alternative: Alternative): Record<string, readonly string[]> {
  const sorted = Object.entries(alternative).map(([scheme, scopes]) => [scheme, [...scopes].sort()] as const);
  return Object.fromEntries(sorted.sort(([a], [b]) => canonical(a).localeCompare(canonical(b))));
}
