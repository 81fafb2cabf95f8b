import type { OAuthSetting } from '../oauth.ts';
import type { RefusalReason } from './refusals.ts';

interface Noted<Reason extends string> {
  readonly tppId?: string;
  readonly error: string;
  readonly reason: Reason;
}

type Hearing = Pick<OAuthSetting, 'logger' | 'onRefusal'>;

/** Why somebody was refused is for the log, and for whoever counts; the client is told less. */
export function noteRefusal({ logger, onRefusal }: Hearing, refused: Noted<RefusalReason>): void {
  logger.info('oauth refused', { ...refused });
  onRefusal?.({ error: refused.error, reason: refused.reason });
}

/** The same for what the provider finds. Its words may quote the client: they are for the log alone. */
export function noteProblem({ logger, onRefusal }: Hearing, problem: Noted<string>): void {
  logger.info('oauth refused', { ...problem });
  onRefusal?.({ error: problem.error, reason: undefined });
}
