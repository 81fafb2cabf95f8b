import { expect, test } from 'vitest';
import { parseCapture } from '../parse-capture.ts';

const files: Readonly<Record<string, string>> = { 'body.json': '{\r\n "a": 1\n}\n', 'headers.txt': 'X: 1\r\nY: 2\n' };
const readFile = (path: string) => {
  const text = files[path];
  if (text === undefined) throw new TypeError(`No test has the file ${path}.`);
  return Buffer.from(text, 'utf8');
};
const parse = (command: string) => {
  const { message, notes } = parseCapture(command, { readFile });
  const headers = Object.fromEntries(message.headers.map(([name, value]) => [name.toLowerCase(), value]));
  return {
    ...message,
    headers,
    body: Buffer.from(message.body).toString('utf8'),
    notes: notes.map(({ code }) => code),
  };
};

const bash = `$ curl -v --cert qwac.pem --key qwac.key -sSXPOST 'https://bank.example/psd2/v1/consents?a=b' \\
  -H 'Content-Type: application/json' \\
  --header "Digest: SHA-256=\\"x\\"" -H 'Accept:' -H 'X-Empty;' \\
  --data-raw $'{"name":"Jos\\u00e9","text":"it\\'s\\n\\x41"}'   # as the bank saw it
`;
const newCmd = `curl --location ^"https://bank.example/psd2/v1/consents?a=b^" ^
  -H ^"Content-Type: application/json^" ^
  -H ^"Signature: keyId=^\\^"SN=1,CA=CN=D%^20CA^\\^"^" ^
  --data-raw ^"^{^\\^"a^\\^":^\\^"x\\\\y^\\^"^}^

z^"`;

test('what is written for bash is read as bash reads it', () => {
  const { headers, ...rest } = parse(bash);
  expect(rest).toEqual({
    method: 'POST',
    target: '/psd2/v1/consents?a=b',
    url: 'https://bank.example/psd2/v1/consents?a=b',
    body: '{"name":"José","text":"it\'s\nA"}',
    notes: ['headers-added'],
  });
  expect(headers).toEqual({
    host: 'bank.example',
    'content-length': '32',
    'content-type': 'application/json',
    digest: 'SHA-256="x"',
    'x-empty': '',
  });
});

test('what browsers copy for cmd is read as cmd and the C runtime read it', () => {
  expect(parse(newCmd)).toMatchObject({
    method: 'POST',
    target: '/psd2/v1/consents?a=b',
    headers: { signature: 'keyId="SN=1,CA=CN=D%20CA"' },
    body: '{"a":"x\\\\y"}\nz',
  });
  const old = 'curl "https://bank.example/a" ^\r\n  -H "A: ""b"" c" ^\r\n  --data "{\\"x\\":1}" & echo done';
  expect(parse(old)).toMatchObject({
    headers: { a: '"b" c' },
    body: '{"x":1}',
    notes: ['headers-added', 'rest-ignored'],
  });
});

test.each([
  ["-d 'a\nb' -d c", 'a\nb&c', 'application/x-www-form-urlencoded'],
  ['-d @body.json', '{ "a": 1}', 'application/x-www-form-urlencoded'],
  ['--data-binary @body.json', files['body.json'], 'application/x-www-form-urlencoded'],
  ['--data-raw @body.json', '@body.json', 'application/x-www-form-urlencoded'],
  ["--json '{' --json '}'", '{}', 'application/json'],
  ['--json @body.json -d x', `${files['body.json']}&x`, 'application/json'],
  [
    "--data-urlencode 'a=b c&ü' --data-urlencode '=x y' --data-urlencode 'n@body.json'",
    'a=b+c%26%C3%BC&x+y&n=%7B%0D%0A+%22a%22%3A+1%0A%7D%0A',
    'application/x-www-form-urlencoded',
  ],
  ["-H 'content-type: text/plain' -d x", 'x', 'text/plain'],
  ["-H 'Content-Length: 2' -d abc", 'ab', 'application/x-www-form-urlencoded'],
  ["-H 'Content-Type:' -d abc", 'abc', undefined],
])('the body of %s', (args, body, type) => {
  const read = parse(`curl https://bank.example/x ${args}`);
  expect([read.method, read.body, read.headers['content-type']]).toEqual(['POST', body, type]);
});

test.each([
  ['bank.example', 'GET', '/', 'http://bank.example/'],
  ['--url https://bank.example?x', 'GET', '/?x', 'https://bank.example/?x'],
  ['https://bank.example/a/./b/../c/..', 'GET', '/a/', 'https://bank.example/a/'],
  ['https://bank.example/a/../c --path-as-is', 'GET', '/a/../c', 'https://bank.example/a/../c'],
  ['https://bank.example/x?a=1 -G -d b=2 -d c', 'GET', '/x?a=1&b=2&c', 'https://bank.example/x?a=1&b=2&c'],
  ["https://bank.example/x --url-query 'a=b c' --url-query +d", 'GET', '/x?a=b+c&d', 'https://bank.example/x?a=b+c&d'],
  ['https://bank.example/x -I', 'HEAD', '/x', 'https://bank.example/x'],
  ['https://bank.example/x -T body.json', 'PUT', '/x', 'https://bank.example/x'],
  ['https://bank.example/x -X delete --request-target /y?z', 'DELETE', '/y?z', 'https://bank.example/y?z'],
  ['https://bank.example/x#fragment -o out.txt --retry 3', 'GET', '/x', 'https://bank.example/x'],
  ['https://bank.example/%7Bx%7D?y=[1] -g', 'GET', '/%7Bx%7D?y=[1]', 'https://bank.example/%7Bx%7D?y=[1]'],
])('the request line of %s', (args, method, target, url) => {
  expect(parse(`curl ${args}`)).toMatchObject({ method, target, url });
});

test('headers that options stand for are there', () => {
  expect(parse("curl https://me:p%40w@bank.example -A agent -e from -b 'a=b' -H @headers.txt").headers).toEqual({
    host: 'bank.example',
    authorization: `Basic ${Buffer.from('me:p@w').toString('base64')}`,
    accept: '*/*',
    'user-agent': 'agent',
    referer: 'from',
    cookie: 'a=b',
    x: '1',
    y: '2',
  });
  expect(parse('curl https://bank.example --oauth2-bearer T').headers['authorization']).toBe('Bearer T');
});

test.each([
  ['curl', 'ERR_CAPTURE_KIND', undefined],
  ['curl -s', 'ERR_CAPTURE_SYNTAX', undefined],
  ["curl 'https://bank.example", 'ERR_CAPTURE_SYNTAX', 1],
  ['curl https://bank.example \\\n -H "A: b', 'ERR_CAPTURE_SYNTAX', 2],
  ["curl https://bank.example -d $'a", 'ERR_CAPTURE_SYNTAX', 1],
  ['curl ^"https://bank.example ^\n -d x', 'ERR_CAPTURE_SYNTAX', 1],
  ['curl https://bank.example \\\n -H', 'ERR_CAPTURE_SYNTAX', 2],
  ["curl https://bank.example \\ \n -H 'A: b'", 'ERR_CAPTURE_SYNTAX', undefined],
  ["curl https://bank.example\n  -H 'A: b'", 'ERR_CAPTURE_SYNTAX', 1],
  ['curl "https://bank.example/a b"', 'ERR_CAPTURE_SYNTAX', 1],
  ['curl https://bank.example \\\n-H "Digest: SHA-256=$DIGEST"', 'ERR_CAPTURE_INCOMPLETE', 2],
  ['curl https://bank.example -d "$(cat x)"', 'ERR_CAPTURE_INCOMPLETE', 1],
  ['curl https://bank.example -d `cat x`', 'ERR_CAPTURE_INCOMPLETE', 1],
  ['curl https://bank.example -d @- < x', 'ERR_CAPTURE_INCOMPLETE', 1],
  ['curl https://bank.example -K x', 'ERR_CAPTURE_UNSUPPORTED', 1],
  ['curl https://bank.example -F a=b', 'ERR_CAPTURE_UNSUPPORTED', 1],
  ['curl https://bank.example --form-string a=b', 'ERR_CAPTURE_UNSUPPORTED', 1],
  ['curl https://bank.example --next https://bank.example', 'ERR_CAPTURE_UNSUPPORTED', 1],
  ['curl https://bank.example/{a,b}', 'ERR_CAPTURE_UNSUPPORTED', 1],
  ['curl https://bank.example \\\n a', 'ERR_CAPTURE_ENTRY', 2],
])('%j is refused with %s and the line', (command, code, line) => {
  expect(() => parseCapture(command, { readFile })).toThrow(
    expect.objectContaining({ code, ...(line === undefined ? {} : { line }) }),
  );
});

test('a file is only read where the caller lets it be', () => {
  expect(() => parseCapture('curl https://bank.example -d @body.json')).toThrow(
    expect.objectContaining({ code: 'ERR_CAPTURE_INCOMPLETE', message: expect.stringContaining('"body.json"') }),
  );
});
