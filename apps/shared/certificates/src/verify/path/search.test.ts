import { expect, test } from 'vitest';
import type { Certificate } from '../../certificate.ts';
import { createSigningKey, generateKey, type Issuer } from '../../issue.ts';
import { createCa, issueLeaf } from '../chain.fixture.ts';
import { STRICT_POLICY } from '../policy.ts';
import { createIssuanceCheck } from './issuance.ts';
import { createPool } from './pool.ts';
import { findPaths } from './search.ts';

const root = await createCa('Root');

/** Seeks paths, and counts how often a signature would have been verified. */
function search(leaf: Certificate, anchors: readonly Issuer[], intermediates: readonly Issuer[]) {
  const tried: string[] = [];
  const check = createIssuanceCheck(STRICT_POLICY);
  const toPool = (issuers: readonly Issuer[]) => createPool(issuers.map(({ certificate }) => certificate));
  const found = findPaths(
    leaf,
    { anchors: toPool(anchors), intermediates: [toPool(intermediates)] },
    (certificate, issuer) => {
      tried.push(issuer.fingerprint);
      return check(certificate, issuer);
    },
    STRICT_POLICY,
  );
  return { ...found, tried };
}

test('whoever sends a bag of CAs with the name of the issuer is not tried without end', async () => {
  const ca = await createCa('Issuing', { issuer: root });
  const bag = await Promise.all(Array.from({ length: 200 }, () => createCa('Issuing', { issuer: root })));
  const { refusal, tried, paths } = search(await issueLeaf(ca), [root], bag);
  expect(paths).toEqual([]);
  expect(tried).toHaveLength(STRICT_POLICY.maximalSearchSteps);
  expect(refusal).toMatchObject({ reason: 'bad-signature' });
});

test('whoever sends a lattice of CAs that all certify each other is not tried without end', async () => {
  const keys = await Promise.all(Array.from({ length: 6 }, async () => createSigningKey(await generateKey('p-256'))));
  const layers: Issuer[][] = [[await createCa('Top', {})]];
  for (const [index, key] of keys.entries()) {
    const above = layers.at(-1) ?? [];
    const copies = above.flatMap((issuer) => [0, 1, 2].map(() => createCa(`Layer ${index}`, { issuer, key })));
    layers.push((await Promise.all(copies)).slice(0, 6));
  }
  const [bottom] = layers.at(-1) ?? [];
  if (bottom === undefined) throw new TypeError('no layers');
  const { tried, paths } = search(await issueLeaf(bottom), [root], layers.flat());
  expect(paths).toEqual([]);
  expect(tried.length).toBeLessThanOrEqual(STRICT_POLICY.maximalSearchSteps);
});

test('the issuer whose key the certificate names is tried first', async () => {
  const ca = await createCa('Issuing', { issuer: root });
  const others = await Promise.all([1, 2, 3].map(() => createCa('Issuing', { issuer: root })));
  const { tried } = search(await issueLeaf(ca), [root], [...others, ca]);
  expect(tried[0]).toBe(ca.certificate.fingerprint);
});

test('an anchor is tried before what a peer sends', async () => {
  const ca = await createCa('Issuing', { issuer: root });
  const renewed = await createCa('Issuing', { issuer: root, key: ca.key });
  const { tried, paths } = search(await issueLeaf(ca), [root, ca], [renewed]);
  expect(tried[0]).toBe(ca.certificate.fingerprint);
  expect(paths.map((path) => path.length)).toEqual([2, 3]);
});

test('a certificate stands once in a path, and a CA that certifies itself in circles is left', async () => {
  const one = await createCa('One');
  const two = await createCa('Two', { issuer: one });
  const back = await createCa('One', { issuer: two, key: one.key });
  const { tried, refusal } = search(await issueLeaf(two), [root], [one, two, back]);
  expect(tried.length).toBeLessThanOrEqual(6);
  expect(refusal).toMatchObject({ reason: 'untrusted-issuer' });
});
