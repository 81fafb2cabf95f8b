import { expect, test } from 'vitest';
import { parseProvenance } from './provenance.ts';

const stamp = (file: string) => ({ file, sha256: 'a' });
const written = (parts: object) =>
  JSON.stringify({ version: '1', files: [stamp('openapi.yaml')], overlays: [], ...parts });

test('what an import wrote is read again', () => {
  expect(parseProvenance(written({}))).toMatchObject({ version: '1' });
});

test.each([
  ['no JSON', '{'],
  ['something else', '[]'],
  ['no version', written({ version: 1 })],
  ['an absolute file', written({ files: [stamp('/etc/passwd')] })],
  ['a file of another folder', written({ overlays: [stamp('a/../../b')] })],
  ['a drive', written({ files: [stamp('C:\\a')] })],
])('%s is not believed', (_name, text) => {
  expect(parseProvenance(text)).toBeUndefined();
});
