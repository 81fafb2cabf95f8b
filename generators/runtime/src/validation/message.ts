import type { Problem } from '../codec/problem.ts';
import type { Found } from './explain/found.ts';

const MAX_NAME = 80;

/** A rule that was broken, in a sentence that names the field: `"iban" must match the pattern …`. */
export function toProblem(place: Problem['place'], { pointer, rule, says }: Found): Problem {
  return { place, pointer, rule, message: `${nameOf(place, pointer)} ${says}.` };
}

function nameOf(place: Problem['place'], pointer: string): string {
  const segments = pointer.split('/').slice(1).map(decodeSegment);
  const last = segments.at(-1);
  if (last === undefined) return `The ${place}`;
  const item = /^\d+$/.test(last) && segments.length > 1;
  return item ? `Item ${Number(last) + 1} of ${quote(segments.at(-2) ?? '')}` : quote(last);
}

function decodeSegment(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A name may come from the message itself: its length is not ours to trust. */
function quote(name: string): string {
  return `"${name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name}"`;
}
