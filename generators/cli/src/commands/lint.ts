import type { Call, Command } from '../frame/command.ts';
import { UsageError } from '../frame/errors.ts';
import { EXIT } from '../frame/exit.ts';
import type { Io } from '../frame/io.ts';
import { createProgress } from '../frame/progress.ts';
import { suggest } from '../frame/suggest.ts';
import { type LintReport, lint, type Overrides } from '../lint/lint.ts';
import { knownCodes } from '../lint/rules.ts';
import type { Severity } from '../notices/notice.ts';
import { countNotices, renderNotices } from '../notices/render-notices.ts';
import { printJson } from './json.ts';
import { OVERLAY } from './overlay-option.ts';

const LEVELS: Readonly<Record<string, Severity | 'off'>> = {
  off: 'off',
  info: 'info',
  warn: 'warning',
  error: 'error',
};

export const lintCommand: Command = {
  name: 'lint',
  summary: 'Check a document: what the reader has to say, and the house rules.',
  details: ['Errors and warnings count as findings, infos do not.'],
  arguments: [{ name: 'FILE', summary: 'The document.' }],
  options: {
    rule: {
      type: 'texts',
      value: 'CODE=LEVEL',
      summary: `Give a rule another level: ${Object.keys(LEVELS).join(', ')}.`,
    },
    overlay: OVERLAY,
  },
  exits: [
    [EXIT.fine, 'No findings.'],
    [EXIT.findings, 'There are errors or warnings.'],
    [EXIT.unusable, 'The document cannot be used at all.'],
  ],
  examples: ['lint openapi.yaml', 'lint openapi.yaml --rule example-invalid=error --rule unused-component=off'],
  run,
};

async function run(call: Call, io: Io): Promise<number> {
  const overrides = parseOverrides(call.texts('rule'));
  const progress = createProgress(io, call.flag('json'));
  progress.stage('Checking');
  const report = await lint(call.argument('FILE'), { overlays: call.texts('overlay'), overrides });
  progress.done();
  if (call.flag('json')) printJson(io, report);
  else io.out(renderNotices(report.notices) || `${countNotices([])}\n`);
  return exitOf(report);
}

function exitOf({ usable, notices }: LintReport): number {
  if (!usable) return EXIT.unusable;
  return notices.some(({ severity }) => severity !== 'info') ? EXIT.findings : EXIT.fine;
}

function parseOverrides(texts: readonly string[]): Overrides {
  return new Map(texts.map(parseOverride));
}

function parseOverride(text: string): readonly [string, Severity | 'off'] {
  const [code = '', level = ''] = text.split('=', 2);
  const severity = Object.hasOwn(LEVELS, level) ? LEVELS[level] : undefined;
  if (severity === undefined)
    throw new UsageError(`"--rule ${text}" is not of the form CODE=${Object.keys(LEVELS).join('|')}.`);
  const known = knownCodes();
  if (known.includes(code)) return [code, severity];
  const meant = suggest(code, known);
  throw new UsageError(`Unknown rule "${code}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`);
}
