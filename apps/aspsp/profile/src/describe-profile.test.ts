import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeProfile, renderProfile } from './describe-profile.ts';
import { parseProfile } from './parse-profile.ts';
import { DEFAULT_PROFILE } from './presets.ts';

const sections = describeProfile();
const keys = sections.flatMap((section) => section.keys);

test.each(keys)('$path says what it means and has a default', ({ path, description, default: standard }) => {
  expect(description).toMatch(/^.{3,}\.$/);
  const json = path
    .replaceAll('camt.', 'camt:')
    .split('.')
    .reduceRight<unknown>((value, key) => ({ [key.replace(':', '.')]: value }), JSON.parse(standard));
  expect(parseProfile(json)).toEqual(DEFAULT_PROFILE);
});

test.each(sections)('the section "$path" says what it is about', ({ description }) => {
  expect(description).toMatch(/^.{3,}\.$/);
});

test('PROFILE.md is what the schema says', async () => {
  const text = `# The bank profile\n\nWritten from the schema by its test (\`vitest -u\`). Ids in brackets are rules of the conformance tests.\n\n${renderProfile()}`;
  await expect(text).toMatchFileSnapshot('../PROFILE.md');
});

const FACTS = join(import.meta.dirname, '../../../../../shared/facts');
const RULES = ['conformance-rules.tsv', 'conformance-rules-since-1.3.8.tsv'].map((name) => join(FACTS, name));

test.skipIf(!RULES.every(existsSync))(
  'every rule that is named exists (skipped where the catalogue is not here)',
  () => {
    const known = new Set(
      RULES.flatMap((file) =>
        readFileSync(file, 'utf8')
          .split('\n')
          .map((row) => row.split('\t')[0]),
      ),
    );
    const named = renderProfile().match(/\b(?:N-)?[A-Z]{3,4}-[A-Z\d]{3}-\d{3}\b/g) ?? [];
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  },
);
