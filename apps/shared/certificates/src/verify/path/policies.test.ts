import { expect, test } from 'vitest';
import { type ExtensionTemplate, policies, withExtension, withoutExtension } from '../../issue.ts';
import { OIDS } from '../../oids.ts';
import { oid, sequence, tlv } from '../../read/der.fixture.ts';
import { TAG } from '../../read/tag.ts';
import { createCa, doesOpensslAccept, issueLeaf, reasonOf } from '../chain.fixture.ts';

const root = await createCa('Root');
const { qncpWeb, qevcpWeb, anyPolicy } = OIDS;

const requireExplicitPolicy = (after: number): ExtensionTemplate => ({
  oid: OIDS.policyConstraints,
  critical: true,
  value: sequence(tlv(0x80, Uint8Array.of(after))),
});
const inhibitAnyPolicy = (after: number): ExtensionTemplate => ({
  oid: OIDS.inhibitAnyPolicy,
  critical: true,
  value: tlv(TAG.integer, Uint8Array.of(after)),
});

interface Case {
  readonly title: string;
  /** Of the two CAs between root and leaf, and of the leaf. */
  readonly stated: readonly (readonly string[])[];
  readonly upper?: readonly ExtensionTemplate[];
  readonly lower?: readonly ExtensionTemplate[];
  /** What the verifier wants. */
  readonly wanted?: string;
  readonly isAccepted: boolean;
}

const CASES: readonly Case[] = [
  {
    title: 'one policy all the way, and wanted',
    stated: [[qncpWeb], [qncpWeb], [qncpWeb]],
    wanted: qncpWeb,
    isAccepted: true,
  },
  { title: 'another one is wanted', stated: [[qncpWeb], [qncpWeb], [qncpWeb]], wanted: qevcpWeb, isAccepted: false },
  { title: 'CAs for any policy', stated: [[anyPolicy], [anyPolicy], [qncpWeb]], wanted: qncpWeb, isAccepted: true },
  { title: 'a leaf for any policy', stated: [[qncpWeb], [qncpWeb], [anyPolicy]], wanted: qncpWeb, isAccepted: true },
  { title: 'the leaf has none', stated: [[anyPolicy], [anyPolicy], []], wanted: qncpWeb, isAccepted: false },
  { title: 'a CA has none', stated: [[anyPolicy], [], [qncpWeb]], wanted: qncpWeb, isAccepted: false },
  { title: 'a CA has another', stated: [[anyPolicy], [qevcpWeb], [qncpWeb]], wanted: qncpWeb, isAccepted: false },
  { title: 'nobody wants one', stated: [[qevcpWeb], [], [qncpWeb]], isAccepted: true },
  {
    title: 'a CA wants one from now on, and there is one',
    stated: [[qncpWeb], [anyPolicy], [qncpWeb]],
    upper: [requireExplicitPolicy(0)],
    isAccepted: true,
  },
  {
    title: 'a CA wants one from now on, and there is none',
    stated: [[qncpWeb], [qevcpWeb], [qncpWeb]],
    upper: [requireExplicitPolicy(0)],
    isAccepted: false,
  },
  {
    title: 'a CA wants one after more than are left',
    stated: [[qncpWeb], [qevcpWeb], [qncpWeb]],
    upper: [requireExplicitPolicy(3)],
    isAccepted: true,
  },
  { title: 'the lower CA wants one', stated: [[], [], []], lower: [requireExplicitPolicy(0)], isAccepted: false },
  {
    title: 'any policy is no longer one',
    stated: [[anyPolicy], [anyPolicy], [anyPolicy]],
    lower: [inhibitAnyPolicy(0)],
    wanted: qncpWeb,
    isAccepted: false,
  },
  {
    title: 'any policy is one for one more',
    stated: [[anyPolicy], [anyPolicy], [qncpWeb]],
    upper: [inhibitAnyPolicy(1)],
    wanted: qncpWeb,
    isAccepted: true,
  },
  {
    title: 'any policy is none right below',
    stated: [[anyPolicy], [anyPolicy], [qncpWeb]],
    upper: [inhibitAnyPolicy(0)],
    wanted: qncpWeb,
    isAccepted: false,
  },
];

async function toChain({ stated: [first = [], second = [], third = []], upper = [], lower = [], wanted }: Case) {
  const state = (oids: readonly string[]) => (oids.length === 0 ? [] : [policies(oids)]);
  const above = await createCa('Upper', { issuer: root, extensions: [...state(first), ...upper] });
  const below = await createCa('Lower', { issuer: above, extensions: [...state(second), ...lower] });
  const leaf = await issueLeaf(below, (template) => {
    const bare = withoutExtension(template, OIDS.certificatePolicies);
    return third.length === 0 ? bare : withExtension(bare, policies(third));
  });
  const policy = wanted === undefined ? {} : { policies: [wanted] };
  return { leaf, anchors: [root], intermediates: [above, below], policy };
}

test.each(CASES)('OpenSSL thinks so, too: $title', async (given) => {
  const chain = await toChain(given);
  expect(reasonOf(chain)).toBe(given.isAccepted ? 'accepted' : 'policy-not-accepted');
  const options = given.wanted === undefined ? ['-policy', anyPolicy] : ['-policy', given.wanted, '-explicit_policy'];
  expect(doesOpensslAccept(chain, '-policy_check', ...options)).toBe(given.isAccepted);
});

test('a CA that certifies its own new key does not count, nor need it name a policy', async () => {
  const rollOver = async (anyPolicyFor: number, stated: string) => {
    const extensions = [policies([qncpWeb]), inhibitAnyPolicy(anyPolicyFor)];
    const old = await createCa('Rollover', { issuer: root, extensions });
    const renewed = await createCa('Rollover', { issuer: old, extensions: [policies([anyPolicy])] });
    const leaf = await issueLeaf(renewed, (template) => withExtension(template, policies([stated])));
    return { leaf, anchors: [root], intermediates: [old, renewed], policy: { policies: [qncpWeb] } };
  };
  const chains = [await rollOver(1, anyPolicy), await rollOver(0, qncpWeb), await rollOver(0, anyPolicy)];
  expect(chains.map(reasonOf)).toEqual(['accepted', 'accepted', 'policy-not-accepted']);
  const options = ['-policy_check', '-policy', qncpWeb, '-explicit_policy'];
  expect(chains.map((chain) => doesOpensslAccept(chain, ...options))).toEqual([true, true, false]);
});

test('critical mappings of policies are refused, for nobody here follows them', async () => {
  const mapping = sequence(sequence(oid('1.2'), oid('1.3')));
  const ca = await createCa('Mapping', {
    issuer: root,
    extensions: [{ oid: OIDS.policyMappings, critical: true, value: mapping }],
  });
  const chain = { leaf: await issueLeaf(ca), anchors: [root], intermediates: [ca] };
  expect(reasonOf(chain)).toBe('unknown-critical-extension');
});

test('constraints that cannot be read are refused', async () => {
  const broken: ExtensionTemplate = { oid: OIDS.inhibitAnyPolicy, critical: true, value: Uint8Array.of(TAG.null, 0) };
  const ca = await createCa('Broken', { issuer: root, extensions: [broken] });
  expect(reasonOf({ leaf: await issueLeaf(ca), anchors: [root], intermediates: [ca] })).toBe('malformed');
});
