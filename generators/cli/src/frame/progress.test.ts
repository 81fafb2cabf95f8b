import { expect, test } from 'vitest';
import { recordIo } from '../../test-kit/record-io.ts';
import { createProgress } from './progress.ts';

test('a terminal sees one line that is rewritten and wiped', () => {
  const io = recordIo({ interactive: true });
  const progress = createProgress(io, false);
  progress.stage('Reading');
  progress.stage('Writing');
  progress.done();
  expect(io.said.err).toBe('\r\u001b[KReading …\r\u001b[KWriting …\r\u001b[K');
});

test('elsewhere short work says nothing and long work a line per stage', () => {
  let now = 0;
  const io = recordIo({ now: () => new Date(now) });
  const progress = createProgress(io, false);
  progress.stage('Reading');
  now = 1500;
  progress.stage('Checking');
  progress.stage('Writing');
  progress.done();
  expect(io.said.err).toBe('Checking …\nWriting …\n');
});

test('with a result for a program nothing is said', () => {
  const io = recordIo({ interactive: true });
  const progress = createProgress(io, true);
  progress.stage('Reading');
  progress.done();
  expect(io.said).toEqual({ out: '', err: '' });
});
