/**
 * Does something now and then again, so many milliseconds after it was done, never twice at once. Stopping waits for what is
 * being done. What `work` rejects with is nobody's to hear: it has to tell of its failures itself.
 */
export function repeat(work: () => Promise<void>, interval: number): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const round = async () => {
    await work();
    if (!isStopped) timer = setTimeout(begin, interval);
  };
  let running = round();
  const begin = () => {
    running = round();
  };
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
