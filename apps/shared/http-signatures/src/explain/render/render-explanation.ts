import type { ExplainedSigningString, ExplainedStep, SignatureExplanation, StepName } from '../explanation.ts';
import { toPrintable } from '../printable.ts';
import { createPaint, type Paint } from './paint.ts';
import { toVisible, toVisibleLines } from './visible.ts';

export interface RenderOptions {
  /** Whether verdicts are coloured: for terminals only. Default false. */
  readonly color?: boolean;
}

/** The explanation for people, in lines. Nothing of what was sent can do anything to a terminal. */
export function renderSignatureExplanation(
  explanation: SignatureExplanation,
  { color = false }: RenderOptions = {},
): string {
  const paint = createPaint(color);
  const { signingString, accepted, acceptedBy } = explanation;
  const parts = [
    [renderOutcome(explanation, paint), ...renderCertificate(explanation)],
    explanation.steps.flatMap((step) => renderStep(step, paint)),
    ...(signingString === undefined ? [] : renderSigningString(signingString)),
    accepted || acceptedBy.length === 0 ? [] : [`As it is, other profiles accept it: ${acceptedBy.join(', ')}.`],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function renderOutcome({ profile, accepted, reason }: SignatureExplanation, paint: Paint): string {
  return accepted
    ? `${paint('fine', 'The signature verifies')} by the profile ${profile}.`
    : `${paint('wrong', 'The signature does not verify')} by the profile ${profile}: ${reason}.`;
}

function renderCertificate({ certificate }: SignatureExplanation): string[] {
  if (certificate === undefined) return [];
  const { subject, issuer, serialNumber, key } = certificate;
  return [
    '',
    `Certificate  ${toPrintable(subject)}`,
    `  issued by  ${toPrintable(issuer)}`,
    `  serial     ${serialNumber} (hex), ${key}`,
  ];
}

/** What each step looks at. */
const TITLES: Readonly<Record<StepName, string>> = {
  'signature-header': 'signature header',
  'digest-header': 'digest header',
  'certificate-header': 'certificate header',
  certificate: 'certificate',
  parameters: 'parameters',
  jws: 'JWS header',
  'key-id': 'keyId',
  algorithm: 'algorithm',
  'signed-header-list': 'list of signed headers',
  'signed-headers': 'signed headers',
  'signing-string': 'signing string',
  date: 'time of signing',
  digest: 'digest',
  signature: 'signature',
};

const VERDICTS = { fine: 'fine', wrong: 'WRONG', unknown: 'open', skipped: 'skipped' } as const;
const WIDTH = Math.max(...Object.values(VERDICTS).map(({ length }) => length));
const INDENT = ' '.repeat(WIDTH + 4);

function renderStep(step: ExplainedStep, paint: Paint): string[] {
  const { verdict, words, clause, found, expected, hints } = step;
  const label = paint(verdict, VERDICTS[verdict].padEnd(WIDTH));
  const head = `  ${label}  ${TITLES[step.step]}: ${toPrintable(words)}`;
  if (verdict === 'fine') return [head];
  return [
    verdict === 'wrong' ? `${head} [${clause}]` : head,
    ...detail('found', found),
    ...detail('expected', expected),
    ...hints.map((hint) => `${INDENT}${paint('hint', '->')} ${toPrintable(hint.words)}`),
  ];
}

const LONGEST = 400;

function detail(label: string, value: string | undefined): string[] {
  if (value === undefined || value === '') return [];
  const shown = toVisible(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
  return [`${INDENT}${label.padEnd(8)}  ${shown}`];
}

function renderSigningString({ lines, signed }: ExplainedSigningString): string[][] {
  const last = lines.length - 1;
  const expected = lines.map((line, index) => {
    const end = index === last ? '' : '␊';
    return 'value' in line
      ? `${toVisible(`${line.name}: ${line.value}`)}${end}`
      : `${toPrintable(line.name)}: (${line.problem})`;
  });
  const title = 'Signing string, as it has to be (␊ is a line feed; there is none at the end):';
  return [
    [title, ...number(expected)],
    ...(signed === undefined ? [] : [['What was signed instead:', ...number(toVisibleLines(signed))]]),
  ];
}

function number(lines: readonly string[]): string[] {
  const width = String(lines.length).length;
  return lines.map((line, index) => `  ${String(index + 1).padStart(width)}  ${line}`);
}
