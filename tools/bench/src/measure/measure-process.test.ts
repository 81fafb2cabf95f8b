import { expect, test } from 'vitest';
import { measureProcess } from './measure-process.ts';

const run = (script: string) => measureProcess({ command: [process.execPath, '-e', script], cwd: process.cwd() });

test('a process that works takes CPU time, within its wall time', async () => {
  const { cpu, wall } = await run('const end = performance.now() + 200; while (performance.now() < end);');
  expect(cpu).toBeGreaterThan(0);
  expect(wall).toBeGreaterThan(0.2);
});

test('a process that fails tells what it wrote', async () => {
  await expect(run('console.error("no such luck"); process.exit(3)')).rejects.toThrow(/ended with 3.*no such luck/s);
});
