import { expect, test } from 'vitest';
import { createOutageWatch } from './outage.ts';

const ANSWERED = { status: 200, milliseconds: 5 };
const FAILED = { status: 503, milliseconds: 5 };
const LATE = { status: 200, milliseconds: 30_001 };

/** Minutes that ran, one after the other, each with what was answered in it; the minutes that were up. */
function watch(...minutes: (readonly (typeof ANSWERED)[])[]): readonly number[] {
  const outage = createOutageWatch();
  const up: number[] = [];
  minutes.forEach((answers, minute) => {
    outage.ran(minute);
    for (const answer of answers) outage.saw(minute, answer);
    outage.ran(minute);
    up.push(...outage.takeUp());
  });
  return up.toSorted((one, other) => one - other);
}

test('AVL-KPI-003 five requests in a row without an answer are an outage from the first of them on', () => {
  expect(watch([ANSWERED], [FAILED], [FAILED, FAILED], [FAILED, FAILED], [], [ANSWERED], [])).toEqual([0, 5, 6]);
});

test.each([
  ['four failures, and then an answer', [[FAILED, FAILED], [FAILED, FAILED], [ANSWERED]], [0, 1, 2]],
  [
    'failures with answers between',
    [[FAILED, ANSWERED, FAILED, ANSWERED, FAILED, ANSWERED, FAILED, FAILED], [ANSWERED]],
    [0, 1],
  ],
  ['nobody asking', [[], [], []], [0, 1, 2]],
])('AVL-KPI-003 %s is no outage', (_, minutes, up) => {
  expect(watch(...minutes)).toEqual(up);
});

test('AVL-KPI-003 an answer after more than thirty seconds is none', () => {
  expect(watch([LATE, LATE, LATE, LATE, LATE], [])).toEqual([]);
});

test('AVL-KPI-005 what a TPP did wrong is an answer', () => {
  const refused = { status: 401, milliseconds: 5 };
  expect(watch([refused, refused, refused, refused, refused, refused])).toEqual([0]);
});
