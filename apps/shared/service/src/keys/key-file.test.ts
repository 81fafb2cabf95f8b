import { randomBytes } from 'node:crypto';
import { generateKey, KEY_KINDS } from '@openxs2a/certificates/issue';
import { expect, test } from 'vitest';
import { systemRandom } from '../random.ts';
import { openKeyFile, renderKeyFile } from './key-file.ts';

const MASTER = new Uint8Array(randomBytes(32));

test.each(KEY_KINDS)('the file of a %s key holds the private key, and no part of it in clear', async (kind) => {
  const privateKey = await generateKey(kind);
  const text = renderKeyFile(MASTER, { name: 'a', kind, privateKey }, systemRandom);
  expect(openKeyFile(MASTER, 'a', text).privateKey.equals(privateKey)).toBe(true);
  const jwk = privateKey.export({ format: 'jwk' });
  const written = text + Buffer.from(String(JSON.parse(text).sealed), 'base64url').toString('latin1');
  const parts = [jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi].filter((value) => value !== undefined);
  expect(parts.length).toBeGreaterThan(0);
  for (const part of parts) {
    for (const encoding of ['base64url', 'base64', 'hex', 'latin1'] as const) {
      expect(written.includes(Buffer.from(part, 'base64url').toString(encoding))).toBe(false);
    }
  }
});

test('the same key is sealed otherwise each time', async () => {
  const privateKey = await generateKey('p-256');
  const render = () => renderKeyFile(MASTER, { name: 'a', kind: 'p-256', privateKey }, systemRandom);
  expect(render()).not.toBe(render());
});
