// Whatever is in a document, reading it ends in diagnostics or in an Api, and every emitter prints every Api.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromOptions } from '@openxs2a/emit';
import { emitDescriptors, emitServer } from '@openxs2a/generate-server';
import { emitTypes } from '@openxs2a/generate-types';
import { emitValidators } from '@openxs2a/generate-validators';
import { bundle, readApi } from '@openxs2a/ir';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { TEMPORARY } from '../support/generate-into.ts';
import { ROOT } from '../support/processes.ts';

const preamble = { generator: 'g', version: '1', command: 'c', source: 's', sourceVersion: 'v', sha256: 'h' };
const options = fromOptions({ name: 'Damaged', preamble });
const file = join(TEMPORARY, 'damaged.json');
const documents: unknown[] = [];

beforeAll(async () => {
  mkdirSync(TEMPORARY, { recursive: true });
  const { document } = await bundle(join(ROOT, 'test/golden/library.yaml'));
  documents.push(document, JSON.parse(readFileSync(join(import.meta.dirname, 'swagger-2.json'), 'utf8')));
});

const oddities: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    '',
    'x',
    [],
    {},
    [null],
    [[]],
    { $ref: '#' },
    { $ref: '#/components' },
    { $ref: 7 },
    { type: 'array' },
    { allOf: [] },
    { oneOf: [{}] },
  ),
  fc.constantFrom(
    { $ref: '#/components/schemas/book' },
    { $ref: '#/paths' },
    { $ref: 'no-such-file.yaml' },
    { $ref: '#/%zz' },
    '__proto__',
    'constructor',
    '\u2028*/',
  ),
  fc.jsonValue(),
);

/** Takes one value of the document away, or puts an oddity in its place. */
function damage(document: unknown, where: readonly number[], oddity: unknown, remove: boolean): unknown {
  const copy: unknown = structuredClone(document);
  let node: unknown = copy;
  for (const [depth, step] of where.entries()) {
    if (typeof node !== 'object' || node === null) break;
    const keys = Object.keys(node);
    const key = keys[step % Math.max(1, keys.length)];
    if (key === undefined) break;
    const owner = node as Record<string, unknown>;
    const child = owner[key];
    if (depth === where.length - 1 || typeof child !== 'object' || child === null) {
      if (remove) delete owner[key];
      else owner[key] = oddity;
      break;
    }
    node = child;
  }
  return copy;
}

const damages = fc.array(
  fc.record({ where: fc.array(fc.nat(30), { minLength: 1, maxLength: 12 }), oddity: oddities, remove: fc.boolean() }),
  { minLength: 1, maxLength: 3 },
);

test('a damaged document ends in diagnostics or in code', { timeout: 120_000 }, async () => {
  let read = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(1), damages, async (which, all) => {
      const damaged = all.reduce(
        (document, { where, oddity, remove }) => damage(document, where, oddity, remove),
        documents[which],
      );
      writeFileSync(file, JSON.stringify(damaged));
      const { api, diagnostics } = await readApi(file);
      for (const diagnostic of diagnostics)
        expect(diagnostic).toMatchObject({
          code: expect.any(String),
          file: expect.any(String),
          pointer: expect.any(String),
        });
      if (api === undefined) {
        refused += 1;
        expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
        return;
      }
      read += 1;
      for (const emit of [emitTypes, emitDescriptors, emitValidators, emitServer])
        expect(emit(api, options).size).toBeGreaterThan(0);
    }),
    { numRuns: Number(process.env['RUNS'] ?? 400) },
  );
  console.log(`${read} damaged documents were read, ${refused} refused`);
  expect(Math.min(read, refused)).toBeGreaterThan(20);
});
