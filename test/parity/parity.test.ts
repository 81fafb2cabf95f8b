import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '@openxs2a/ir';
import { expect, test } from 'vitest';
import { TEMPORARY } from '../support/generate-into.ts';
import { ROOT, run } from '../support/processes.ts';

const SHARED = join(ROOT, '../shared');
const TOOL = join(SHARED, 'tools/spec-parity.mjs');

/** What each of our documents must say, no more and no less, to a client on the wire. */
const PAIRS = [
  { spec: 'xs2a', published: 'facts/nextgenpsd2-1.3.16.facts.json', added: [] },
  {
    spec: 'funds-consent',
    published: 'specs/official/confirmation-of-funds-consent_2.0_2019-06-07.yaml',
    // from the guidelines: the published links lead to these, and the published file does not have them
    added: [
      'GET /v2/consents/confirmation-of-funds/{}/authorisations',
      'POST /v2/consents/confirmation-of-funds/{}/authorisations',
      'GET /v2/consents/confirmation-of-funds/{}/authorisations/{}',
      'PUT /v2/consents/confirmation-of-funds/{}/authorisations/{}',
    ],
  },
  {
    spec: 'notifications',
    published: 'specs/official/lean-push-notifications_1.0.0_2019-05-08.yaml',
    added: [],
  },
];

/** Why nothing was compared, for the name of the test; empty where everything is there. */
function tellMissing(published: string): string {
  const missing = [TOOL, join(SHARED, published)].find((file) => !existsSync(file));
  return missing === undefined ? '' : `: ../shared${missing.slice(SHARED.length)} does not lie beside the repository`;
}

/** A document in one file, as JSON, which is all that the tool reads. */
async function bundleInto(name: string, file: string): Promise<string> {
  if (file.endsWith('.json')) return file;
  const { document, diagnostics } = await bundle(file);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const out = join(TEMPORARY, 'parity', name);
  mkdirSync(join(out, '..'), { recursive: true });
  writeFileSync(out, JSON.stringify(document));
  return out;
}

test.for(PAIRS.map((pair) => ({ ...pair, why: tellMissing(pair.published) })))(
  'specs/$spec says on the wire what the published interface says, and what is added is listed$why',
  async ({ spec, published, added, why }, { skip }) => {
    skip(why !== '', why);
    const ours = await bundleInto(`${spec}.json`, join(ROOT, 'specs', spec, 'openapi.yaml'));
    const theirs = await bundleInto(`${spec}.published.json`, join(SHARED, published));
    const { status, stdout, stderr } = run(process.execPath, [TOOL, ours, theirs, '--json', '--extra-ok'], ROOT);
    expect(stdout, stderr).not.toBe('');
    const { operations, rows } = JSON.parse(stdout);
    expect(rows).toEqual([]);
    expect(status).toBe(0);
    expect(operations).toBeGreaterThan(0);
    const onlyInOurs = stderr.split('\n').flatMap((line) => /^only in ours: (.*)$/.exec(line)?.[1] ?? []);
    expect(onlyInOurs).toEqual(added);
  },
);
