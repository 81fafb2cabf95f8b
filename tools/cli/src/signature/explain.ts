import { readFileSync } from 'node:fs';
import { type Call, createProgress, EXIT, type Io, UsageError } from '@openxs2a/generate';
import {
  type Capture,
  CaptureError,
  explainSignature,
  parseCapture,
  renderSignatureExplanation,
  toPrintable,
} from '@openxs2a/http-signatures/explain';
import { parseDate } from '../files/parse-date.ts';
import { readCertificateFile } from '../files/read-certificates.ts';
import { readInput, refuseInput } from '../files/read-input.ts';
import { chooseProfile } from './profiles.ts';

export async function run(call: Call, io: Io): Promise<number> {
  const [at, file] = [call.text('at'), call.text('certificate')];
  const receivedAt = at === undefined ? {} : { receivedAt: parseDate(at) };
  const progress = createProgress(io, call.flag('json'));
  progress.stage('Reading');
  const capture = parse(call, await readInput(call.argument('CAPTURE'), io));
  const profile = chooseProfile(call.text('profile'), capture.message);
  const certificate = file === undefined ? {} : { certificate: (await readCertificateFile(file, io))[0] };
  progress.stage('Looking for the cause');
  const explanation = await explainSignature({ message: capture.message, profile, ...certificate, ...receivedAt });
  progress.done();
  if (call.flag('json')) io.out(`${JSON.stringify({ capture: toPlain(capture), ...explanation }, null, 2)}\n`);
  else io.out(`${renderCapture(capture)}\n${renderSignatureExplanation(explanation, { color: io.color })}`);
  return explanation.accepted ? EXIT.fine : EXIT.findings;
}

function parse(call: Call, bytes: Uint8Array): Capture {
  const entry = call.text('entry');
  if (entry !== undefined && !/^\d{1,9}$/.test(entry)) throw new UsageError(`"--entry ${entry}" is no number.`);
  const readFile = call.flag('read-files') ? { readFile: (path: string) => readFileSync(path) } : {};
  try {
    return parseCapture(bytes, { ...(entry === undefined ? {} : { entry: Number(entry) }), ...readFile });
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error;
    throw refuseInput(call.argument('CAPTURE'), `${error.code}: ${error.message}${adviceFor(error)}`);
  }
}

/** What the command can do that the library leaves to whoever calls it. */
function adviceFor({ code, message }: CaptureError): string {
  if (code === 'ERR_CAPTURE_ENTRY' && message.includes('HAR')) return '\nThe option is --entry N.';
  return code === 'ERR_CAPTURE_INCOMPLETE' && message.includes('file') ? ' --read-files reads it.' : '';
}

const KINDS: Readonly<Record<Capture['kind'], string>> = {
  http: 'HTTP',
  curl: 'a curl command',
  har: 'an entry of a HAR',
};

function renderCapture({ kind, message, notes }: Capture): string {
  const what =
    message.status === undefined
      ? `${message.method} ${message.url ?? message.target}`
      : `the response ${message.status} to ${message.method || 'a request'} ${message.url ?? message.target}`;
  const body = `a body of ${message.body.length} bytes`;
  return [
    `Read as ${KINDS[kind]}: ${toPrintable(what.trim())}, ${body}.`,
    ...notes.map(({ words }) => `  note: ${toPrintable(words)}`),
    '',
  ].join('\n');
}

function toPlain({ kind, message, notes }: Capture) {
  const { method, target, url, status, body } = message;
  return { kind, method, target, url, status, bodyBytes: body.length, notes };
}
