import type { HttpMessage } from '../../message.ts';
import type { HeaderFields } from '../../steps/fields.ts';
import { collectSigningLines, type SigningLine } from '../../steps/signing-string.ts';
import type { SignatureReason } from '../../verdict.ts';
import { type DescribedStep, describeStep, skipStep } from '../describe-step.ts';
import { describeReason } from '../reason-words.ts';

export type LineOptions = Parameters<typeof collectSigningLines>[3];

/** A line, or why there is none. */
export type ExplainedLine = SigningLine | { readonly name: string; readonly problem: SignatureReason };

export interface ExplainedLines {
  readonly step: DescribedStep;
  readonly lines: readonly ExplainedLine[];
}

export function explainSigningLines(
  names: readonly string[] | undefined,
  message: HttpMessage,
  fields: HeaderFields,
  options: LineOptions,
): ExplainedLines {
  if (names === undefined) return { step: skipStep('signing-string', 'What is signed is not known.'), lines: [] };
  const outcome = collectSigningLines(names, message, fields, options);
  const each = names.map((name) => ({ name, outcome: collectSigningLines([name], message, fields, options) }));
  const step = describeStep('signing-string', outcome, (lines) => ({
    words: `Every line can be written: ${lines.length} in all.`,
  }));
  const words = each.flatMap(({ outcome: one }) => (one.accepted ? [] : [describeReason(one.reason, one.evidence)]));
  return {
    step: outcome.accepted ? step : { ...step, words: words.join(' ') },
    lines: each.map(({ name, outcome: one }) =>
      one.accepted ? (one.evidence[0] ?? { name, value: '' }) : { name, problem: one.reason },
    ),
  };
}

/** The value of any line that the message could have; undefined for one that cannot be written. */
export function createLookup(
  message: HttpMessage,
  fields: HeaderFields,
  options: LineOptions,
): (name: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (name) => {
    if (!known.has(name)) known.set(name, collectSigningLine(name, message, fields, options));
    return known.get(name);
  };
}

function collectSigningLine(name: string, message: HttpMessage, fields: HeaderFields, options: LineOptions) {
  const outcome = collectSigningLines([name], message, fields, options);
  return outcome.accepted ? outcome.evidence[0]?.value : undefined;
}

/** All lines, if all of them can be written. */
export function toSigningLines(lines: readonly ExplainedLine[]): readonly SigningLine[] | undefined {
  const written = lines.flatMap((line) => ('value' in line ? [line] : []));
  return written.length === lines.length ? written : undefined;
}
