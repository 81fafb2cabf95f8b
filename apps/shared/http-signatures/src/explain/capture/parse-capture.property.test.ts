import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CaptureError } from './capture-error.ts';
import { parseCapture } from './parse-capture.ts';

const pieces = [
  'curl', 'curl.exe ', ' -H ', ' -d', '--data', '--json ', '-F', '$', "$'", '$(', '`', "'", '"', '^"', '^\n', '^', '\\\n', '\\', '\\"',
  '\r\n', '\n', '\n\n', ' ', '\t', '\0', '\x1b[2J', '\ud800', 'ü', '\ufeff', '@file', '%41', 'https://h/a?b#c', '[1-2]', '{a,b}', '|', '>', '2>', '#',
  'POST /x HTTP/1.1', 'HTTP/1.1 200', 'Host: h', 'Content-Length: 3', 'Transfer-Encoding: chunked', '3\r\nabc', '0\r\n\r\n', ':method: GET', ':path\n', '> GET / HTTP/1.1',
  '{"log":{"entries":[', ']}}', '{"request":', '}', '"url":"https://h/"', '"method":"GET"', '"headers":[', '{"name":"signature","value":"x"}', ',', '"postData":{"params":[{}]}', '\\u12', '\\x', '\\777', '\\c',
]; // biome-ignore format: a list of words
const mixed = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })), { maxLength: 30 })
  .map((parts) => parts.join(''));
const seeds = [
  'curl ',
  'POST /x HTTP/1.1\n',
  '{"log":{"entries":[{"request":{"method":"GET","url":"https://h/","headers":[',
  ':method: GET\n',
  'HTTP/1.1 200 OK\r\n',
  '',
];
const seeded = fc.tuple(fc.constantFrom(...seeds), mixed).map((parts) => parts.join(''));

/** What a terminal would obey, but for the ends of lines. */
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u;

function readsOrRefuses(input: string | Uint8Array): void {
  try {
    const { message, notes } = parseCapture(input, { readFile: () => Buffer.from('x\n') });
    expect(message.body).toBeInstanceOf(Uint8Array);
    expect(message.headers.flat().every((text) => !/[^\0-\xff]/.test(text))).toBe(true);
    expect(notes.every(({ words }) => words.endsWith('.') && !UNPRINTABLE.test(words))).toBe(true);
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error;
    expect(error.message).not.toMatch(UNPRINTABLE);
  }
}

test('whatever text comes, it is read or refused by a coded error that is safe to print', () => {
  fc.assert(fc.property(seeded, readsOrRefuses), { numRuns: 3000 });
});

test('a shell variable with an escape sequence in it is named without what a terminal would obey', () => {
  const command = ['curl "$', '{a\u001b[2J}"'].join('');
  readsOrRefuses(command);
  expect(() => parseCapture(command)).toThrow(String.raw`{a\x1b[2J}.`);
});

test('a list of entries names methods without what a terminal would obey', () => {
  const entry = (method: string) => ({ request: { method, url: 'https://h/', headers: [] } });
  const har = JSON.stringify({ log: { entries: [entry('GET\u001b[2J'), entry('A\n  7  GET'), entry('\u202eGET')] } });
  readsOrRefuses(har);
  expect(() => parseCapture(har)).toThrow(
    '0  GET\\x1b[2J "https://h/"\n  1  A\\n  7  GET "https://h/"\n  2  \\u{202e}GET',
  );
});

test('whatever bytes come, they are read or refused', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), readsOrRefuses), { numRuns: 1000 });
});

const value = fc.string({ unit: fc.constantFrom(...' !"#%&\'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~$\n\t') });
const single = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const double = (text: string) => `"${text.replace(/[$`"\\]/g, '\\$&')}"`;
const ansi = (text: string) =>
  `$'${text.replace(/['\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\u0009')}'`;
const cmd = (text: string) =>
  `^"${text
    .replace(/\\+(?="|$)/g, '$&$&')
    .replaceAll('"', '\\"')
    .replace(/[^a-zA-Z0-9\n]/g, '^$&')
    .replaceAll('\n', '^\n\n')}^"`;

test.each([
  ["'…'", single],
  ['"…"', double],
  ["$'…'", ansi],
  ['^"…^" of cmd', cmd],
])('what is quoted by %s comes back as it was', (_name, quoted) => {
  fc.assert(
    fc.property(value, (text) => {
      const { message } = parseCapture(`curl ${quoted('https://h/')} --data-raw ${quoted(text)}`);
      expect(Buffer.from(message.body).toString('utf8')).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test('a message that is written down in HTTP/1.1 is read as it was', () => {
  const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,8}$/).map((name) => `X-${name}`);
  const fields = fc.array(fc.tuple(token, fc.stringMatching(/^([!-~]([ -~]*[!-~])?)?$/)), { maxLength: 5 });
  const endings = fc.constantFrom('\n', '\r\n');
  fc.assert(
    fc.property(fields, fc.uint8Array(), endings, (headers, body, end) => {
      const head = ['POST /x?y HTTP/1.1', ...headers.map(([name, text]) => `${name}: ${text}`), '', ''].join(end);
      const { message } = parseCapture(Buffer.concat([Buffer.from(head), body]));
      expect(message).toEqual({ method: 'POST', target: '/x?y', headers, body: Buffer.from(body) });
    }),
  );
});

test.each([
  ['switches', `curl h -${'s'.repeat(300_000)}`],
  ['words', `curl ${'-H "a: b" '.repeat(100_000)}h`],
  ['headers', `POST / HTTP/1.1\n${'a: b\n'.repeat(300_000)}\n`],
  ['chunks', `POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n${'1\nx\n'.repeat(200_000)}0\n\n`],
])('a great many %s are read like a few', (_name, text) => {
  expect(parseCapture(text).message.method).toMatch(/^(GET|POST)$/);
});
