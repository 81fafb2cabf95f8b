// Runs one contestant in a process of its own: tells its port, and its CPU time when asked.
import type { Told } from './started.ts';

const { start } = (await import(`./contestants/${process.argv[2]}.ts`)) as { start(): Promise<number> };

const tell = (told: Told) => process.send?.(told);

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  tell({ kind: 'cpu', micros: user + system });
});
process.once('disconnect', () => process.exit());

tell({ kind: 'listening', port: await start() });
