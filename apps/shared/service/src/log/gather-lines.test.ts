import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { gatherLines } from './gather-lines.ts';

function open() {
  const written: string[] = [];
  return { written, lines: gatherLines({ write: (text) => void written.push(text) }) };
}

test('lines of one turn of the event loop are written together, in their order, and each once', async () => {
  const { written, lines } = open();
  lines.write('a\n');
  await Promise.resolve();
  lines.write('b\n');
  expect(written).toEqual([]);
  await setImmediate();
  expect(written).toEqual(['a\nb\n']);
  lines.write('c\n');
  await setImmediate();
  await setImmediate();
  expect(written).toEqual(['a\nb\n', 'c\n']);
});

test('what is long is written at once', async () => {
  const { written, lines } = open();
  const long = `${'x'.repeat(70_000)}\n`;
  lines.write('a\n');
  lines.write(long);
  expect(written).toEqual([`a\n${long}`]);
  await setImmediate();
  expect(written).toHaveLength(1);
});

test('what is held is written upon demand, and where the process ends', async () => {
  const { written, lines } = open();
  lines.write('a\n');
  lines.flush();
  lines.flush();
  expect(written).toEqual(['a\n']);
  lines.write('b\n');
  // what Node says to its listeners when it ends
  process.listeners('exit').forEach((listen) => {
    if (listen.name === 'flushAll') listen(0);
  });
  expect(written).toEqual(['a\n', 'b\n']);
  await setImmediate();
  expect(written).toHaveLength(2);
});
