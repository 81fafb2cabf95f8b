import { expect, test } from 'vitest';
import { SOURCES } from './shown.fixture.ts';
import { idsIn } from './shown.ts';

test.each(SOURCES)('%s names %j', (source, ids) => {
  expect([...idsIn(source)]).toEqual(ids);
});
