import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePasswordHash, renderPasswordHash } from './password-hash.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const parameters = fc.record({
  memory: fc.integer({ min: 8 * 99, max: 9_999_999 }),
  passes: fc.integer({ min: 1, max: 99 }),
  parallelism: fc.integer({ min: 1, max: 99 }),
});

test('what is written down is read as it was', () => {
  fc.assert(
    fc.property(parameters, bytes(16), bytes(32), (cost, salt, tag) => {
      const read = parsePasswordHash(renderPasswordHash({ parameters: cost, salt, tag }));
      expect(read?.parameters).toEqual(cost);
      expect(Buffer.from(read?.salt ?? [])).toEqual(Buffer.from(salt));
      expect(Buffer.from(read?.tag ?? [])).toEqual(Buffer.from(tag));
    }),
  );
});

test.each([
  '',
  'plain',
  '$argon2id$v=19$m=8,t=1,p=1$c2FsdA$MDEyMzQ1Njc4OWFiY2RlZg',
  '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$dGFn',
  '$argon2id$v=19$m=7,t=1,p=1$c2FsdHNhbHQ$MDEyMzQ1Njc4OWFiY2RlZg',
  '$argon2id$v=19$m=8,t=0,p=1$c2FsdHNhbHQ$MDEyMzQ1Njc4OWFiY2RlZg',
  '$argon2i$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$MDEyMzQ1Njc4OWFiY2RlZg',
  '$argon2id$v=16$m=8,t=1,p=1$c2FsdHNhbHQ$MDEyMzQ1Njc4OWFiY2RlZg',
  '$argon2id$v=19$m=8,t=1$c2FsdHNhbHQ$MDEyMzQ1Njc4OWFiY2RlZg',
  '$argon2id$v=19$m=8,t=1,p=1$$MDEyMzQ1Njc4OWFiY2RlZg',
  '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$MDEyMzQ1Njc4OWFiY2RlZg$',
  '$argon2id$v=19$m=999999999,t=1,p=1$c2FsdHNhbHQ$MDEyMzQ1Njc4OWFiY2RlZg',
])('%j is no hash of this kind', (text) => {
  expect(parsePasswordHash(text)).toBeUndefined();
});
