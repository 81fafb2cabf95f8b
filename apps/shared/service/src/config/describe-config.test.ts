import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { renderConfig } from './describe-config.ts';
import { readConfig } from './read-config.ts';
import { Secret } from './secret.ts';

const schema = Type.Object({
  port: Type.Integer({ default: 8443, description: 'Where it listens.' }),
  mode: Type.Union([Type.Literal('a'), Type.Literal('b')], { default: 'a', description: 'How.' }),
  hosts: Type.Array(Type.String(), { default: ['x', 'y'], description: 'For whom.' }),
  clients: Type.Array(Type.Object({}), { default: [], description: 'Who.' }),
  passphrase: Secret({ description: 'What opens it.' }),
  note: Type.Optional(Type.String({ description: 'Anything.' })),
});

test('the table has each key with type, default and meaning', () => {
  expect(renderConfig(schema)).toBe(`| key | type | default | |
| --- | --- | --- | --- |
| \`PORT\` | integer | \`8443\` | Where it listens. |
| \`MODE\` | a, b | \`a\` | How. |
| \`HOSTS\` | list | \`x,y\` | For whom. |
| \`CLIENTS\` | JSON |  | Who. |
| \`PASSPHRASE\` | secret | required | What opens it. |
| \`NOTE\` | text |  | Anything. |
`);
});

test('a default that is shown can be given as it is shown', () => {
  const env = { PORT: '8443', MODE: 'a', HOSTS: 'x,y', PASSPHRASE: 'hunter2', CLIENTS: '[]' };
  expect(readConfig(schema, env)).toEqual(readConfig(schema, { PASSPHRASE: 'hunter2' }));
});
