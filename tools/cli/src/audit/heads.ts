import { type Call, EXIT, type Io } from '@openxs2a/generate';
import { toPrintable } from '@openxs2a/http-signatures/explain';
import { renderAnchors } from './anchors.ts';
import { describeFault } from './fault-words.ts';
import { verifyLog } from './verification.ts';

export async function run(call: Call, io: Io): Promise<number> {
  const { namespace, nodes } = await verifyLog(call, io);
  const faults = nodes.flatMap(({ node, fault }) => (fault === undefined ? [] : `${node}: ${describeFault(fault)}`));
  if (faults.length > 0) {
    io.err(`The log "${namespace}" is broken.\n${faults.map((fault) => `${toPrintable(fault)}\n`).join('')}`);
    return EXIT.findings;
  }
  const unsealed = nodes.reduce((sum, node) => sum + node.unsealed, 0);
  if (unsealed > 0) io.err(`Not covered, because they wait for their seal: ${unsealed} entries.\n`);
  io.out(renderAnchors(namespace, nodes));
  return EXIT.fine;
}
