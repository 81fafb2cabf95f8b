import type { Call, Command } from '../frame/command.ts';
import { UsageError } from '../frame/errors.ts';
import { EXIT } from '../frame/exit.ts';
import type { Io } from '../frame/io.ts';
import { createProgress } from '../frame/progress.ts';
import { type ImportReport, importDocument } from '../import/import-document.ts';
import { reportNotices } from '../notices/report-notices.ts';
import type { Labels } from '../render/labels.ts';
import { toJson } from '../render/render-json.ts';
import { renderText } from '../render/render-text.ts';
import { hasBreaking } from '../render/summary.ts';
import { printJson } from './json.ts';
import { OVERLAY } from './overlay-option.ts';

export function createImportCommand(labels: Labels): Command {
  return {
    name: 'import',
    summary: "Bring a publisher's document in, and say what it changes.",
    details: [
      'Writes the file as it came, provenance.json with its version, licence, checksum and origin, and copies of the',
      'overlays. Without --overlay, those of the last import stay. A document with errors changes nothing.',
    ],
    arguments: [{ name: 'FILE', summary: 'The document, YAML or JSON.' }],
    options: {
      as: { type: 'text', value: 'NAME', summary: 'Name of its folder; lower case, digits and hyphens. Required.' },
      dir: { type: 'text', value: 'DIR', summary: 'Where the folders of the specifications are.', default: 'specs' },
      overlay: OVERLAY,
      origin: { type: 'text', value: 'URL', summary: 'Where the file was fetched from.' },
      'dry-run': { type: 'flag', summary: 'Say what would happen and write nothing.' },
      force: { type: 'flag', summary: 'Also replace a document that was not imported.' },
      'fail-on-breaking': { type: 'flag', summary: 'Exit with 1 when a change breaks somebody.' },
    },
    exits: [
      [EXIT.fine, 'The document is in, or nothing changed.'],
      [EXIT.findings, 'It is in, it breaks somebody, and --fail-on-breaking was given.'],
    ],
    examples: [
      'import library-2.yaml --as library',
      'import library-2.yaml --as library --overlay deviations.yaml --dry-run',
    ],
    run: (call, io) => run(call, io, labels),
  };
}

async function run(call: Call, io: Io, labels: Labels): Promise<number> {
  const json = call.flag('json');
  const progress = createProgress(io, json);
  progress.stage('Importing');
  const origin = call.text('origin');
  const report = await importDocument({
    file: call.argument('FILE'),
    dir: call.text('dir') ?? 'specs',
    name: nameOf(call),
    overlays: call.texts('overlay'),
    ...(origin !== undefined && { origin }),
    now: io.now(),
    dryRun: call.flag('dry-run'),
    force: call.flag('force'),
  });
  progress.done();
  reportNotices(report.notices, io);
  if (json) printJson(io, { ...report, ...toJson(report.changes) });
  else if (report.status !== 'unusable') io.out(render(report, call.flag('dry-run'), labels));
  return exitOf(report, call.flag('fail-on-breaking'));
}

function nameOf(call: Call): string {
  const name = call.text('as');
  if (name === undefined) throw new UsageError('--as NAME is missing: the folder that the document goes to.');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    throw new UsageError(`"--as ${name}" is no name: lower case letters, digits and single hyphens.`);
  }
  return name;
}

function exitOf(report: ImportReport, failOnBreaking: boolean): number {
  if (report.status === 'unusable') return EXIT.unusable;
  return failOnBreaking && hasBreaking(report.changes) ? EXIT.findings : EXIT.fine;
}

function render(report: ImportReport, dryRun: boolean, labels: Labels): string {
  const { status, folder, provenance, previous, changes } = report;
  const subject = `${provenance?.title} ${provenance?.version}`;
  const was = previous === undefined ? '' : ` (was ${previous})`;
  const headline = `${folder}: ${subject}${was}, ${status}${dryRun ? ' (dry run, nothing written)' : ''}\n`;
  return previous === undefined || status === 'unchanged' ? headline : `${headline}\n${renderText(changes, labels)}`;
}
