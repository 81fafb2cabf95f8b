import type { TppDirectory } from '@openxs2a/gateway';

/** Who blocks and unblocks, in the bank's records. */
const BY = 'sandbox';

/** What the bank's operator does, with the TPPs that the bank knows. */
export function createOperator(directory: TppDirectory) {
  return {
    block: async (tppId: string) => void (await directory.block(tppId, 'To show what happens then.', BY)),
    unblock: async (tppId: string) => void (await directory.unblock(tppId, 'It was shown.', BY)),
    /** For a start that was stopped in between; who else was blocked stays so. */
    async unblockLeft(tppId: string) {
      const left = await directory.find(tppId);
      if (left?.status === 'blocked' && left.decision?.by === BY)
        await directory.unblock(tppId, 'A start was stopped before it did.', BY);
    },
  };
}
