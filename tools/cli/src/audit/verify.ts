import { alignRows, type Call, EXIT, type Io } from '@openxs2a/generate';
import { toPrintable } from '@openxs2a/http-signatures/explain';
import { describeFault } from './fault-words.ts';
import { type Verification, verifyLog } from './verification.ts';

export async function run(call: Call, io: Io): Promise<number> {
  const verification = await verifyLog(call, io);
  io.out(call.flag('json') ? renderJson(verification) : renderText(verification));
  return isBroken(verification) ? EXIT.findings : EXIT.fine;
}

export const isBroken = ({ nodes }: Verification): boolean => nodes.some(({ fault }) => fault !== undefined);

function renderJson(verification: Verification): string {
  const { namespace: log, ...rest } = verification;
  return `${JSON.stringify({ log, accepted: !isBroken(verification), ...rest }, null, 2)}\n`;
}

function renderText(verification: Verification): string {
  const { namespace, nodes } = verification;
  const rows = nodes.map(({ node, entries, seal, unsealed, fault }) => [
    toPrintable(node),
    String(entries),
    seal === undefined ? 'nothing' : `${seal.time.toISOString()}, seal ${seal.number}`,
    String(unsealed),
    fault === undefined ? 'as it was sealed' : `BROKEN: ${toPrintable(describeFault(fault))}`,
  ]);
  const table = alignRows([['node', 'in order', 'sealed until', 'unsealed', ''], ...rows]);
  const verdict = isBroken(verification) ? 'is broken' : 'is as it was sealed';
  return [
    ...(rows.length === 0 ? [] : [...table, '']),
    `The log "${namespace}" ${verdict}.`,
    ...notes(verification),
    '',
  ].join('\n');
}

/** What was not looked at, or cannot be seen. */
function notes({ nodes, anchors, sealsChecked }: Verification): readonly string[] {
  const isEmpty = nodes.every(({ entries, unsealed }) => entries + unsealed === 0);
  const keys = [...new Set(nodes.flatMap(({ seal }) => seal?.key ?? []))].map((key) => `"${toPrintable(key)}"`);
  return [
    ...(isEmpty ? ['There is nothing in it.'] : []),
    ...(sealsChecked ? [] : [describeUnchecked(keys, anchors)]),
    ...(anchors === 0 ? ['No anchor was given: the end of a chain may have been cut off without a trace.'] : []),
  ];
}

function describeUnchecked(keys: readonly string[], anchors: number): string {
  if (keys.length > 0) return `The seals name the key ${keys.join(', ')}; --seal-key checks their signatures.`;
  const what = anchors === 0 ? 'the whole chain' : 'what came after the anchors';
  return `The seals are not signed: who may write to the database could have made ${what} anew.`;
}
