import { expect, test } from 'vitest';
import { readFault } from './fault.ts';

const read = (text: string) => readFault(new TextEncoder().encode(text));

test('of an error the first message is read', () => {
  const messages = [{ category: 'ERROR', code: 'FORMAT_ERROR', text: 'No.', path: 'access' }, { code: 'OTHER' }];
  expect(read(JSON.stringify({ tppMessages: messages }))).toEqual({
    code: 'FORMAT_ERROR',
    text: 'No.',
    path: 'access',
  });
  expect(read('{"tppMessages":[{"code":"A"}]}')).toEqual({ code: 'A' });
});

test.each(['', 'null', '[]', '<html>', '{"tppMessages":[]}', '{"tppMessages":{}}', '{"tppMessages":[{"code":1}]}'])(
  '%s is no error of that form',
  (text) => {
    expect(read(text)).toBeUndefined();
  },
);
