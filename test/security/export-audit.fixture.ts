import { ROOT, run } from '../support/processes.ts';
import type { WholeBank } from './whole-bank.fixture.ts';

export interface Row {
  readonly kind: string;
  readonly by: string | null;
  readonly result: string | null;
  readonly tppId: string;
  readonly psuId: string | null;
  readonly consentId: string | null;
  readonly requestId: string | null;
}

/** What an auditor gets of a TPP by `openxs2a audit export`, while the bank runs. */
export function exportAudit({ database }: WholeBank, tppId: string): readonly Row[] {
  const args = ['audit', 'export', '--database', database, '--tpp', tppId, '--json'];
  const { status, stdout, stderr } = run(process.execPath, ['tools/cli/bin/openxs2a.js', ...args], ROOT);
  if (status !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as { records: readonly Row[] }).records; // as the command documents it
}
