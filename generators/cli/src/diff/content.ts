import { appendPointer, type Media } from '@openxs2a/ir';
import type { Part, Place } from './change.ts';
import { canonical } from './schema/canonical.ts';
import type { Sink } from './sink.ts';

/** The media types of a body, matched by name in any case and spacing. */
export function compareContent(
  before: readonly Media[],
  after: readonly Media[],
  part: Part,
  sink: Sink,
  place: Place,
): void {
  const [old, now] = [keyed(before), keyed(after)];
  for (const type of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(type), now.get(type)];
    const here = { ...place, mediaType: type };
    const pointer = appendPointer('', 'content', type);
    if (was === undefined) sink.report({ kind: 'media-type-added', part, pointer }, here);
    // a client chooses the response it can read, so that a type that is gone takes its choice away
    else if (is === undefined)
      sink.report(
        { kind: 'media-type-removed', part, pointer, breaks: part === 'request' ? ['client'] : ['client', 'server'] },
        here,
      );
    else compareMedia(was, is, part, sink, here);
  }
}

function keyed(content: readonly Media[]): ReadonlyMap<string, Media> {
  return new Map(content.map((media) => [media.type.toLowerCase().replaceAll(' ', ''), media]));
}

function compareMedia(
  was: Media,
  is: Media,
  part: Part,
  sink: Sink,
  place: Place & { readonly mediaType: string },
): void {
  const pointer = appendPointer('', 'content', place.mediaType);
  if (canonical(encodingOf(was)) !== canonical(encodingOf(is))) {
    sink.report(
      { kind: 'media-encoding-changed', part, pointer, before: encodingOf(was), after: encodingOf(is) },
      place,
    );
  }
  sink.compare(was.schema, is.schema, { part, pointer: appendPointer(pointer, 'schema'), place });
  for (const name of new Set([was, is].flatMap((media) => Object.keys(media.select?.cases ?? {})))) {
    const spot = { part, pointer: appendPointer(pointer, 'select', name), place };
    sink.compare(was.select?.cases[name] ?? was.schema, is.select?.cases[name] ?? is.schema, spot);
  }
}

function encodingOf(media: Media): Record<string, Record<string, string | boolean>> {
  return Object.fromEntries(Object.entries(media.encoding).map(([name, encoding]) => [name, { ...encoding }]));
}
