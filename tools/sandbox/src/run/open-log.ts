import { createWriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { createLog, type Log } from '@openxs2a/service';
import { makePrivateFolder } from '../state/private-files.ts';

export interface LogFile {
  readonly log: Log;
  close(): Promise<void>;
}

/** What a party writes about itself, in a file that begins anew with each start. */
export async function openLog(app: string, file: string): Promise<LogFile> {
  await makePrivateFolder(dirname(file));
  const stream = createWriteStream(file, { mode: 0o600 });
  const log = createLog({ app, destination: { write: (line) => void stream.write(line) } });
  return { log, close: () => new Promise((resolve) => stream.end(resolve)) };
}
