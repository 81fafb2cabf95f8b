import { alignRows, type Call, EXIT, type Io } from '@openxs2a/generate';
import { toPrintable } from '@openxs2a/http-signatures/explain';
import type { NodeVerdict } from '@openxs2a/store/log';
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
  const table = alignRows([['node', 'entries', 'sealed until', 'unsealed', ''], ...rows]);
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
  const keys = new Set(nodes.flatMap(({ seal }) => seal?.key ?? []));
  const named = [...keys].map((key) => `"${toPrintable(key)}"`).join(', ');
  return [
    ...(rowsOf(nodes) === 0 ? ['There is nothing in it.'] : []),
    ...(anchors === 0 ? ['No anchor was given: the end of a chain may have been cut off without a trace.'] : []),
    ...(sealsChecked || keys.size === 0
      ? []
      : [`The seals name the key ${named}; --seal-key checks their signatures.`]),
    ...(sealsChecked || anchors > 0 || keys.size > 0
      ? []
      : ['The seals are not signed: who may write to the database could have made the whole chain anew.']),
  ];
}

const rowsOf = (nodes: readonly NodeVerdict[]): number =>
  nodes.reduce((sum, { entries, unsealed }) => sum + entries + unsealed, 0);
