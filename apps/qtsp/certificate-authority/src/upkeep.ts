import { completeUnfinished } from './acts/complete-issuance.ts';
import { loadCrl } from './acts/load-crl.ts';
import type { Qtsp } from './acts/qtsp.ts';

/** What falls due without anyone asking for it. Each part is tried even where another one fails. */
export async function keepUp(qtsp: Qtsp, renewTls: () => Promise<void>): Promise<void> {
  for (const part of [() => completeUnfinished(qtsp), () => loadCrl(qtsp), renewTls])
    try {
      await part();
    } catch (error) {
      qtsp.onError(error);
    }
}
