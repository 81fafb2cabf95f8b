import { toEssence } from '../codec/media.ts';
import type { ResponseDescriptor } from '../descriptor.ts';

/** Enough for every client that there is; more would let one client fill the memory. */
const MAX_REMEMBERED = 100;

/** What may be answered to a client, best first, and whether a success is among it. */
export interface Acceptable {
  readonly types: readonly string[];
  readonly isServable: boolean;
}

interface Range {
  readonly type: string;
  readonly weight: number;
}

/**
 * Content negotiation (RFC 9110 12.5.1) over the media types that the operation declares: the most specific range
 * gives a type its weight, among equals the document's order decides, successes first. Only a client that takes none of the success
 * types is not servable: a refusal may always be sent.
 */
export function createNegotiator(responses: readonly ResponseDescriptor[]): (accept: string | null) => Acceptable {
  const success = typesOf(responses.filter(({ status }) => status.startsWith('2') || status === 'default'));
  const all = [...new Set([...success, ...typesOf(responses)])];
  const everything: Acceptable = { types: all, isServable: true };
  const remembered = new Map<string, Acceptable>();
  return (accept) => {
    if (accept === null || accept === '' || accept === '*/*') return everything;
    const known = remembered.get(accept);
    if (known !== undefined) return known;
    const acceptable = negotiate(parseAccept(accept), all, success);
    if (remembered.size < MAX_REMEMBERED) remembered.set(accept, acceptable);
    return acceptable;
  };
}

function typesOf(responses: readonly ResponseDescriptor[]): readonly string[] {
  return [...new Set(responses.flatMap((response) => (response.content ?? []).map((media) => media.type)))];
}

function negotiate(ranges: readonly Range[], all: readonly string[], success: readonly string[]): Acceptable {
  const weighed = all.map((type) => ({ type, weight: weigh(type, ranges) })).filter(({ weight }) => weight > 0);
  const types = weighed.sort((a, b) => b.weight - a.weight).map(({ type }) => type);
  return { types, isServable: success.length === 0 || success.some((type) => types.includes(type)) };
}

function parseAccept(accept: string): readonly Range[] {
  return accept.split(',').map((item) => {
    const weight = /;\s*q\s*=\s*([\d.]+)/i.exec(item)?.[1];
    return { type: toEssence(item), weight: weight === undefined ? 1 : Number(weight) };
  });
}

function weigh(declared: string, ranges: readonly Range[]): number {
  const type = toEssence(declared);
  const main = type.slice(0, type.indexOf('/') + 1);
  for (const wanted of [type, `${main}*`, '*/*']) {
    const range = ranges.find((candidate) => candidate.type === wanted);
    if (range !== undefined) return range.weight;
  }
  return type.endsWith('*')
    ? Math.max(0, ...ranges.filter((range) => covers(main, range.type)).map(({ weight }) => weight))
    : 0;
}

/** A declared range answers every type in it. */
const covers = (main: string, type: string) => main === '*/' || type.startsWith(main);
