import { expect, test } from 'vitest';
import { recordIo } from '../../test-kit/record-io.ts';
import type { Notice } from './notice.ts';
import { renderNotices } from './render-notices.ts';
import { reportNotices } from './report-notices.ts';

const notice = (parts: Partial<Notice> = {}): Notice => ({
  code: 'a-rule',
  severity: 'warning',
  file: 'a.yaml',
  pointer: '/info',
  message: 'Is wrong.',
  ...parts,
});

test('notices are printed down the file, a line each, and counted', () => {
  const notices = [
    notice({ line: 7, column: 3 }),
    notice({ file: 'b.yaml', pointer: '', severity: 'info' }),
    notice({ line: 2, severity: 'error', code: 'b-rule' }),
  ];
  expect(renderNotices(notices)).toBe(
    [
      'a.yaml:2 error b-rule Is wrong. (/info)',
      'a.yaml:7:3 warning a-rule Is wrong. (/info)',
      'b.yaml info a-rule Is wrong.',
      '1 error, 1 warning, 1 info',
      '',
    ].join('\n'),
  );
});

test('beside errors nothing else is told', () => {
  const io = recordIo();
  reportNotices([notice(), notice({ severity: 'error', pointer: '' })], io);
  expect(io.said.err).toBe('a.yaml error a-rule Is wrong.\n1 error\n');
});

test('of many warnings a few are told, and that there are more', () => {
  const io = recordIo();
  reportNotices(
    Array.from({ length: 12 }, (_, line) => notice({ line })),
    io,
  );
  expect(io.said.err.split('\n').slice(-3)).toEqual(['10 warnings', '2 warnings more; "lint" shows all.', '']);
});

test('infos alone are not worth a word', () => {
  const io = recordIo();
  reportNotices([notice({ severity: 'info' })], io);
  expect(io.said.err).toBe('');
});
