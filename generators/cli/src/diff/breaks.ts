import type { Part, Side } from './change.ts';
import { type ChangeKind, type Effect, KINDS } from './kinds.ts';

/**
 * The direction rule. Whoever speaks (the client in a request, the server in a response) is broken when it may say
 * less or must say more; whoever listens is broken when it may be told what it was never told.
 */
export function breaksOf(part: Part, kind: ChangeKind): readonly Side[] {
  const effect: Effect = KINDS[kind][0];
  switch (effect) {
    case 'narrows':
      return [speakerOf(part)];
    case 'widens':
      return [listenerOf(part)];
    case 'alters':
    case 'both':
      return ['client', 'server'];
    case 'client':
    case 'server':
      return [effect];
    case 'depends':
    case 'none':
      return [];
    default:
      return effect satisfies never;
  }
}

function speakerOf(part: Part): Side {
  return part === 'response' ? 'server' : 'client';
}

function listenerOf(part: Part): Side {
  return part === 'response' ? 'client' : 'server';
}

/** What a named part of a message (parameter, header, property) was or will be. */
export interface Member {
  readonly required: boolean;
  /** Whether the side of the comparison that lacks it refuses what it does not know. */
  readonly closed: boolean;
}

/**
 * A new member. A server has to heed what a request newly says, so it is always obliged; a client may ignore what a
 * response newly says, unless the old description closed the object. Whoever must send it is broken as well.
 */
export function breaksOfAdded(part: Part, member: Member): readonly Side[] {
  if (part === 'response') return sides(member.closed, member.required);
  return sides(member.required, true);
}

/**
 * A member that is gone. A client loses what it could say or read either way; the server is broken when it insisted
 * on it in requests, or when its responses are refused for still carrying it.
 */
export function breaksOfRemoved(part: Part, member: Member): readonly Side[] {
  return part === 'response' ? sides(true, member.closed) : sides(true, member.required);
}

function sides(client: boolean, server: boolean): readonly Side[] {
  return [...(client ? (['client'] as const) : []), ...(server ? (['server'] as const) : [])];
}
