import { join } from 'node:path';
import type { LogRecord } from '@openxs2a/store/log';
import { type NodeEnvironment, startNode, type TestNode } from '../testing/start-node.ts';
import { Untrue } from './untrue.fixture.ts';

const MAIN = join(import.meta.dirname, 'node.fixture.ts');

export interface BankToKill extends TestNode {
  /** Gives a consent as SCA will. Rejects where there is no answer. */
  authorise(consentId: string): Promise<void>;
  /** What the audit log has about a consent. */
  records(consentId: string): Promise<readonly LogRecord[]>;
  /** What is said of the whole log, once it is sealed. */
  verdict(): Promise<unknown>;
}

export async function startBankToKill(env: NodeEnvironment): Promise<BankToKill> {
  const node = await startNode(MAIN, env);
  const [, side = ''] = await node.process.waitFor(/"side":"([^"]+)"/);
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const answer = await fetch(`${side}${path}`, init);
    if (!answer.ok) throw new Untrue(`${path} was answered by ${answer.status}`);
    return answer.json();
  };
  return {
    ...node,
    authorise: async (consentId) => void (await ask(`/authorise/${consentId}`, { method: 'POST' })),
    // as the log gives them, but for times, which are text
    records: async (consentId) => (await ask(`/records/${consentId}`)) as readonly LogRecord[],
    verdict: () => ask('/verdict'),
  };
}
