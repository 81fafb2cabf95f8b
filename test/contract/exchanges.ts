import type { Api, Media, Operation, Response } from '@openxs2a/ir';
import type { PlainRequest, PlainResult } from './harness.ts';
import { createMakers, type Fill } from './makers.ts';
import { hasBody } from './statuses.ts';

/** A request and the answer to it, both made from the document. */
export interface Exchange {
  readonly operation: Operation;
  readonly seed: number;
  readonly request: PlainRequest;
  readonly result: PlainResult;
  /** The key under `responses`. */
  readonly declared: string;
}

const FILLS: readonly Fill[] = ['all', 'required'];

interface Answer {
  readonly response: Response;
  readonly media?: Media;
}

/**
 * Every status and every media type of request and answer, each with `runs` different values; parameters anew for
 * every exchange.
 */
export function listExchanges(api: Api, operation: Operation, runs: number, seed: number): readonly Exchange[] {
  const makers = createMakers(api);
  const answers = operation.responses.flatMap((response): Answer[] =>
    response.content.length === 0 || !hasBody(response.status)
      ? [{ response }]
      : response.content.map((media) => ({ response, media })),
  );
  const bodies: (Media | undefined)[] = [...(operation.body?.content ?? [])];
  if (operation.body?.required !== true) bodies.push(undefined);
  const count = Math.max(answers.length, bodies.length) * runs;
  return Array.from({ length: count }, (_, at) => {
    const own = seed + at;
    // Once with everything that may be there, once with nothing that need not, then as it comes.
    const fill = FILLS[Math.floor(at / answers.length)] ?? 'some';
    const parameters = makers.parameters(operation, own, fill);
    const body = bodies[at % bodies.length];
    const answer = answers[at % answers.length];
    if (answer === undefined) throw new Error(`"${operation.id}" declares no answer.`);
    return {
      operation,
      seed: own,
      declared: answer.response.status,
      request: {
        ...parameters,
        ...(body === undefined ? {} : { body: makers.body(body, 'request', parameters, own) }),
      },
      result: makers.answer(operation, answer.response, answer.media, parameters, own, fill),
    };
  });
}
