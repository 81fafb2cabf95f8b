import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { ConfigError } from './problems.ts';
import { readConfig } from './read-config.ts';
import { listSecrets, Secret } from './secret.ts';

const schema = Type.Object({
  port: Type.Integer({ default: 8443, minimum: 0, maximum: 65_535 }),
  revocationMaxAge: Type.Number({ default: 60 }),
  isStrict: Type.Boolean({ default: true }),
  mode: Type.Union([Type.Literal('request'), Type.Literal('require')], { default: 'request' }),
  hosts: Type.Array(Type.String({ minLength: 2 }), { default: [] }),
  clients: Type.Array(
    Type.Object({ name: Type.String(), rights: Type.Array(Type.Enum(['sign', 'read']), { default: ['sign'] }) }),
    { default: [] },
  ),
  note: Type.Optional(Type.String()),
});

const problemsOf = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ name, problem }) => `${name} ${problem}`);
    throw error;
  }
  return [];
};

test('what is not given has its default, and everything is frozen', () => {
  const config = readConfig(schema, {});
  expect(config).toEqual({
    port: 8443,
    revocationMaxAge: 60,
    isStrict: true,
    mode: 'request',
    hosts: [],
    clients: [],
  });
  expect(Object.isFrozen(config) && Object.isFrozen(config.hosts)).toBe(true);
});

test('keys are read from names in capitals, as what they are', () => {
  const env = {
    PORT: '0',
    REVOCATION_MAX_AGE: '1.5',
    IS_STRICT: 'False',
    MODE: 'require',
    HOSTS: 'bank.example, other.example,',
    CLIENTS: '[{"name":"web"},{"name":"ops","rights":["read"]}]',
    NOTE: 'a, b',
  };
  expect(readConfig(schema, env)).toEqual({
    port: 0,
    revocationMaxAge: 1.5,
    isStrict: false,
    mode: 'require',
    hosts: ['bank.example', 'other.example'],
    clients: [
      { name: 'web', rights: ['sign'] },
      { name: 'ops', rights: ['read'] },
    ],
    note: 'a, b',
  });
});

test('a list of texts that hold commas is JSON', () => {
  expect(readConfig(schema, { HOSTS: '["a,b","cd"]' }).hosts).toEqual(['a,b', 'cd']);
});

test('an empty text counts as none', () => {
  expect(readConfig(schema, { PORT: '', NOTE: '', NOTE_FILE: '' })).toMatchObject({ port: 8443 });
});

test('a default is not shared between readings', () => {
  expect(readConfig(schema, {}).hosts).not.toBe(readConfig(schema, {}).hosts);
});

test('everything that is missing or wrong is named at once', () => {
  const strict = Type.Object({ ...schema.properties, databaseUrl: Type.String({ description: 'where the state is' }) });
  const env = {
    PORT: 'x',
    REVOCATION_MAX_AGE: '1e3',
    IS_STRICT: 'yes',
    MODE: 'ask',
    HOSTS: 'a',
    CLIENTS: '[{"rights":["x"]}]',
  };
  expect(problemsOf(() => readConfig(strict, env))).toEqual([
    'PORT must be a number',
    'REVOCATION_MAX_AGE must be a number',
    'IS_STRICT must be true or false',
    'DATABASE_URL is missing: where the state is',
    'MODE must be one of request, require',
    'HOSTS /0 must not have fewer than 2 characters',
    'CLIENTS /0 must have required properties name',
    'CLIENTS /0/rights/0 must be one of sign, read',
  ]);
});

test.each(['1.5', '-1', '65536', '99999999999999999999'])('a port of %s is refused', (text) => {
  expect(problemsOf(() => readConfig(schema, { PORT: text }))).toEqual([expect.stringMatching(/^PORT must be /)]);
});

test('no problem repeats a value', () => {
  const secrets = Type.Object({
    passphrase: Secret({ minLength: 20 }),
    list: Type.Array(Type.Integer()),
    text: Type.String({ pattern: '^x' }),
  });
  const env = { PASSPHRASE: 'hunter2-hunter2', LIST: '[hunter2', TEXT: 'hunter2' };
  const problems = problemsOf(() => readConfig(secrets, env));
  expect(problems).toHaveLength(3);
  expect(problems.join()).not.toContain('hunter2');
});

const files: Readonly<Record<string, string>> = { '/run/note': 'from a file\n' };
const readFile = (path: string) => {
  const text = files[path];
  if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  return text;
};

test('a value can come from a file, without its last line break', () => {
  expect(readConfig(schema, { NOTE_FILE: '/run/note' }, readFile).note).toBe('from a file');
});

test.each([
  [
    'a file that is not there',
    { NOTE_FILE: '/run/nothing' },
    'NOTE cannot be read from the file that NOTE_FILE names (ENOENT)',
  ],
  ['a value and a file', { NOTE: 'a', NOTE_FILE: '/run/note' }, 'NOTE is given twice, as NOTE_FILE too'],
])('%s is refused', (_, env, problem) => {
  expect(problemsOf(() => readConfig(schema, env, readFile))).toEqual([problem]);
});

test('the secrets of a configuration can be listed, to keep them out of the log', () => {
  const secrets = Type.Object({
    passphrase: Secret(),
    token: Type.Optional(Secret()),
    port: Type.Integer({ default: 1 }),
  });
  expect(listSecrets(secrets, readConfig(secrets, { PASSPHRASE: 'hunter2' }))).toEqual(['hunter2']);
});
