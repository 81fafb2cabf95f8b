import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../support/processes.ts';
import { SOURCES } from './evidence.fixture.ts';
import { findEvidence, namesIn } from './evidence.ts';
import { SECTIONS } from './requirements.ts';
import { createEvidenceOf, renderPage } from './security-page.ts';

const FACTS = join(ROOT, '../shared/facts/security-requirements.md');
const why = existsSync(FACTS) ? '' : ' (the facts do not lie beside the repository, in ../shared/facts)';
const requirements = SECTIONS.flatMap((section) => section.requirements);
const found = findEvidence();
const evidenceOf = createEvidenceOf(found);

test('each requirement is shown by a test of its name, or it is said why not', () => {
  const open = requirements.filter(
    (requirement) => requirement.left === undefined && evidenceOf(requirement).length === 0,
  );
  expect(open.map(({ id, demands }) => `${id} ${demands}`)).toEqual([]);
});

test('each requirement is there once, and tests are of requirements that there are', () => {
  const ids = requirements.map(({ id }) => id);
  expect(ids.length).toBe(new Set(ids).size);
  const named = [...found.keys()].filter((id) => /^(S-|API|FAPI-)/.test(id));
  expect(named.filter((id) => !ids.includes(id))).toEqual([]);
});

test.skipIf(why !== '')(`every requirement of the facts stands in the list${why}`, () => {
  const known = readFileSync(FACTS, 'utf8').match(/^\| (?:S-\d{2}|API\d{1,2})(?= )/gm) ?? [];
  const ids = new Set(requirements.map(({ id }) => id));
  expect(known.length).toBeGreaterThan(40);
  expect(known.map((line) => line.slice(2)).filter((id) => !ids.has(id))).toEqual([]);
});

test('the page that readers see is as the tests are; who changes their names writes it anew with -u', async () => {
  await expect(renderPage(SECTIONS, evidenceOf)).toMatchFileSnapshot('SECURITY.md');
});

test.each(SOURCES)('of %s the evidence is %j', (source, evidence) => {
  expect(namesIn(source).map(({ ids, says }) => `${ids.join(' ')} | ${says}`)).toEqual(evidence);
});
