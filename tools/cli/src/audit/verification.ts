import { type Call, createProgress, type Io, UsageError } from '@openxs2a/generate';
import { type NodeVerdict, openLogReader } from '@openxs2a/store/log';
import { readAnchors } from './anchors.ts';
import { withDatabase } from './open-database.ts';
import { readSealCheck } from './seal-check.ts';
import { createTicker } from './ticker.ts';

/** What was found, and what could not be: by what it was checked. */
export interface Verification {
  readonly namespace: string;
  readonly nodes: readonly NodeVerdict[];
  readonly anchors: number;
  readonly sealsChecked: boolean;
}

/** Verifies the log that a call names. */
export async function verifyLog(call: Call, io: Io): Promise<Verification> {
  const namespace = nameLog(call);
  const anchors = await readAnchors(call.texts('anchor'), namespace, io);
  const checkSeal = await readSealCheck(call.text('seal-key'), io);
  const progress = createProgress(io, call.flag('json'));
  const tick = createTicker(io, progress);
  progress.stage('Verifying');
  try {
    return await withDatabase(call, async (database) => {
      const log = await openLogReader(database, { namespace, checkSeal });
      const onSeal = ({ node, entries }: { node: string; entries: number }) =>
        tick(() => `Verifying ${node}, ${entries} entries so far`);
      const nodes: NodeVerdict[] = [];
      for await (const verdict of log.verifyNodes({ anchors, onSeal })) nodes.push(verdict);
      return { namespace, nodes, anchors: anchors.length, sealsChecked: checkSeal !== undefined };
    });
  } finally {
    progress.done();
  }
}

function nameLog(call: Call): string {
  const namespace = call.text('namespace') ?? '';
  if (/^[a-z][a-z0-9_]{0,29}$/.test(namespace)) return namespace;
  throw new UsageError(`"--namespace ${namespace}" is no name of a log: lower case letters, digits and "_".`);
}
