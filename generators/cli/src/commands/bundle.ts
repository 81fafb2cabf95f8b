import { writeFile } from 'node:fs/promises';
import { bundle } from '@openxs2a/ir';
import { DOCUMENT_FORMATS, type DocumentFormat, printDocument } from '../bundle/print-document.ts';
import type { Call, Command } from '../frame/command.ts';
import { EXIT } from '../frame/exit.ts';
import type { Io } from '../frame/io.ts';
import { createProgress } from '../frame/progress.ts';
import { reportNotices } from '../notices/report-notices.ts';
import { printJson } from './json.ts';
import { OVERLAY } from './overlay-option.ts';

export const bundleCommand: Command = {
  name: 'bundle',
  summary: 'Make one self-contained document of several files.',
  details: ['Components keep their names and nothing is dropped; references stay, but lead nowhere outside.'],
  arguments: [{ name: 'FILE', summary: 'The root document.' }],
  options: {
    out: { type: 'text', value: 'FILE', summary: 'Write here instead of to standard output.' },
    format: {
      type: 'text',
      value: 'FORMAT',
      summary: 'Default: by the name of --out, else json.',
      choices: DOCUMENT_FORMATS,
    },
    overlay: OVERLAY,
  },
  exits: [],
  examples: [
    'bundle specs/api/openapi.yaml > api.json',
    'bundle openapi.yaml --overlay deviations.yaml --out one-file.yaml',
  ],
  run,
};

async function run(call: Call, io: Io): Promise<number> {
  const json = call.flag('json');
  const out = call.text('out');
  const progress = createProgress(io, json);
  progress.stage('Bundling');
  const { document, diagnostics, sources } = await bundle(call.argument('FILE'), { overlays: call.texts('overlay') });
  progress.done();
  reportNotices(diagnostics, io);
  if (document !== undefined && out !== undefined) await writeFile(out, printDocument(document, formatOf(call)));
  if (json) printJson(io, { diagnostics, sources, ...(out === undefined ? { document } : { out }) });
  else if (document !== undefined && out === undefined) io.out(printDocument(document, formatOf(call)));
  return document === undefined ? EXIT.unusable : EXIT.fine;
}

function formatOf(call: Call): DocumentFormat {
  const given = DOCUMENT_FORMATS.find((format) => format === call.text('format'));
  return given ?? (/\.ya?ml$/i.test(call.text('out') ?? '') ? 'yaml' : 'json');
}
