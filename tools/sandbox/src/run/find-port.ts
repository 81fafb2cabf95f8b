import { findFreePort, isFreePort } from '@openxs2a/service';
import { HOST } from './listen.ts';

export interface FoundPort {
  readonly port: number;
  /** Set where the port that was wanted is taken by something else. */
  readonly taken?: number;
}

/** The port, or a free one where it is taken or 0: for what has to know its port before it listens. */
export async function findPort(wanted: number): Promise<FoundPort> {
  if (wanted === 0) return { port: await findFreePort(HOST) };
  return (await isFree(wanted)) ? { port: wanted } : { port: await findFreePort(HOST), taken: wanted };
}

export const isFree = (port: number): Promise<boolean> => isFreePort(port, HOST);
