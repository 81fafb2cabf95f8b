import { type ReadResult, readApi } from '@openxs2a/ir';
import type { Change } from '../diff/change.ts';
import { diffApis } from '../diff/diff-apis.ts';
import type { Call, Command } from '../frame/command.ts';
import { EXIT } from '../frame/exit.ts';
import type { Io } from '../frame/io.ts';
import { createProgress } from '../frame/progress.ts';
import { reportNotices } from '../notices/report-notices.ts';
import type { Labels } from '../render/labels.ts';
import { toJson } from '../render/render-json.ts';
import { renderMarkdown } from '../render/render-markdown.ts';
import { renderText } from '../render/render-text.ts';
import { hasBreaking } from '../render/summary.ts';
import { printJson } from './json.ts';
import { OVERLAY } from './overlay-option.ts';

const FORMATS = ['text', 'markdown', 'json'] as const;

export function createDiffCommand(labels: Labels): Command {
  return {
    name: 'diff',
    summary: 'Say what changed between two documents and whom it breaks.',
    details: [
      `In a request, saying less than before breaks a ${labels.client}, and taking more than before is for a ${labels.server} to learn.`,
      'In a response it is the other way round. Descriptions and examples are no change.',
    ],
    arguments: [
      { name: 'OLD', summary: 'The document as it was.' },
      { name: 'NEW', summary: 'The document as it is.' },
    ],
    options: {
      format: { type: 'text', value: 'FORMAT', summary: 'How to print.', choices: FORMATS, default: 'text' },
      breaking: { type: 'flag', summary: 'Print breaking changes only.' },
      overlay: { ...OVERLAY, summary: 'Apply this OpenAPI Overlay to both, in the order given.' },
      'old-overlay': { ...OVERLAY, summary: 'Apply this OpenAPI Overlay to OLD only.' },
      'new-overlay': { ...OVERLAY, summary: 'Apply this OpenAPI Overlay to NEW only.' },
    },
    exits: [
      [EXIT.fine, 'Nothing breaks anybody.'],
      [EXIT.findings, 'There are breaking changes.'],
    ],
    examples: ['diff old.yaml new.yaml', 'diff old.yaml new.yaml --format markdown > changes.md'],
    run: (call, io) => run(call, io, labels),
  };
}

async function run(call: Call, io: Io, labels: Labels): Promise<number> {
  const format = call.flag('json') ? 'json' : call.text('format');
  const progress = createProgress(io, format === 'json');
  progress.stage('Reading');
  const before = await readApi(call.argument('OLD'), {
    overlays: [...call.texts('overlay'), ...call.texts('old-overlay')],
  });
  const after = await readApi(call.argument('NEW'), {
    overlays: [...call.texts('overlay'), ...call.texts('new-overlay')],
  });
  progress.done();
  if (before.api === undefined || after.api === undefined) return refuse([before, after], format, io);
  const changes = diffApis(before.api, after.api).filter(
    (change) => !call.flag('breaking') || change.breaks.length > 0,
  );
  const versions = { before: stampOf(before), after: stampOf(after) };
  print(changes, versions, format, labels, io);
  return hasBreaking(changes) ? EXIT.findings : EXIT.fine;
}

function refuse(reads: readonly ReadResult[], format: string | undefined, io: Io): number {
  const diagnostics = reads.flatMap((read) => read.diagnostics).filter(({ severity }) => severity === 'error');
  reportNotices(diagnostics, io);
  if (format === 'json') printJson(io, { diagnostics });
  return EXIT.unusable;
}

interface Stamp {
  readonly title: string | undefined;
  readonly version: string | undefined;
  readonly sha256: string | undefined;
}

function stampOf({ api, sources }: ReadResult): Stamp {
  return { title: api?.title, version: api?.version, sha256: sources[0]?.sha256 };
}

type Versions = { readonly before: Stamp; readonly after: Stamp };

function print(
  changes: readonly Change[],
  versions: Versions,
  format: string | undefined,
  labels: Labels,
  io: Io,
): void {
  const title = `${versions.after.title ?? 'Changes'}: ${versions.before.version} to ${versions.after.version}`;
  if (format === 'json') printJson(io, { ...versions, ...toJson(changes) });
  else if (format === 'markdown') io.out(renderMarkdown(title, changes, labels));
  else io.out(`${title}\n\n${renderText(changes, labels)}`);
}
