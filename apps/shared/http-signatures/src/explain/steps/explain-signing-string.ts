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

/** As a lookup by name; undefined for a line that cannot be written. */
export function toLookup(lines: readonly ExplainedLine[]): (name: string) => string | undefined {
  const values = new Map(lines.flatMap((line) => ('value' in line ? [[line.name, line.value] as const] : [])));
  return (name) => values.get(name);
}

/** All lines, if all of them can be written. */
export function toSigningLines(lines: readonly ExplainedLine[]): readonly SigningLine[] | undefined {
  const written = lines.flatMap((line) => ('value' in line ? [line] : []));
  return written.length === lines.length ? written : undefined;
}
