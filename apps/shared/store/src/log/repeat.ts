/** Runs `work` again and again, so many milliseconds apart, until the function that it returns is called. */
export type Repeat = (work: () => Promise<void>, every: number) => () => void;

/** By a timer that does not keep the process alive. What takes longer than its turn is not begun twice. */
export const repeatUnreferenced: Repeat = (work, every) => {
  let running = false;
  const timer = setInterval(async () => {
    if (running) return;
    running = true;
    await work().finally(() => {
      running = false;
    });
  }, every);
  timer.unref();
  return () => clearInterval(timer);
};
