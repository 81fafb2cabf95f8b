import { type DetachedJws, parseDetachedJws } from '../../jws/detached-jws.ts';
import { type DescribedStep, describeStep, skipStep } from '../describe-step.ts';
import { type Hint, toHint } from '../deviations/deviation.ts';
import { findDeviations } from '../deviations/find-deviations.ts';
import { decodeHeader, type JwsParts, renderJwsParts, splitJws } from './jws-parts.ts';
import { JWS_REPAIRS } from './jws-repairs.ts';

/** What of a JWS can be read: everything, or the parts that are right. */
export interface LooseJws {
  /** As it was sent, which is how it is signed, whatever is wrong with it. */
  readonly encodedHeader: string;
  readonly signatureText: string;
  readonly header: Partial<DetachedJws['header']>;
}

export interface ExplainedHeader {
  readonly step: DescribedStep;
  readonly value: LooseJws | undefined;
}

export function explainHeader(text: string | undefined): ExplainedHeader {
  if (text === undefined) return { step: skipStep('jws', 'There is no JWS to read.'), value: undefined };
  const outcome = parseDetachedJws(text);
  const parts = splitJws(text);
  const repaired = outcome.accepted ? undefined : repair(parts);
  const step = describeStep(
    'jws',
    outcome,
    () => ({ words: 'It is a detached JWS over headers.' }),
    () => repaired?.hints ?? [],
  );
  const header = outcome.accepted ? outcome.evidence.header : (repaired?.header ?? {});
  const signatureText = repaired?.signatureText ?? parts.signature;
  const value = { encodedHeader: parts.encodedHeader, signatureText, header };
  return { step: { ...step, found: describeHeader(parts) ?? text }, value };
}

/** The protected header as JSON; the certificates in it are left out, for their size. */
function describeHeader({ encodedHeader }: JwsParts): string | undefined {
  const header = decodeHeader(encodedHeader);
  if (header === undefined) return undefined;
  const { x5c, ...rest } = header;
  const count = Array.isArray(x5c) ? x5c.length : 1;
  return JSON.stringify(x5c === undefined ? rest : { ...rest, x5c: `(${count} certificate${count === 1 ? '' : 's'})` });
}

interface RepairedJws extends Pick<LooseJws, 'header' | 'signatureText'> {
  readonly hints: readonly Hint[];
}

function repair(parts: JwsParts): RepairedJws | undefined {
  const reads = (attempt: JwsParts) => parseDetachedJws(renderJwsParts(attempt)).accepted;
  const found = findDeviations(parts, JWS_REPAIRS, reads, { depth: 5, attempts: 10_000 });
  const jws = found === undefined ? undefined : parseDetachedJws(renderJwsParts(found.attempt));
  if (found === undefined || jws?.accepted !== true) return undefined;
  const { header } = jws.evidence;
  return { header, signatureText: found.attempt.signature, hints: [toHint('It can be read', found.deviations)] };
}
