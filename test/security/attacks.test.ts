import { generateKey } from '@openxs2a/certificates/issue';
import { PROFILES } from '@openxs2a/http-signatures';
import { expect, test } from 'vitest';
import { ATTACKS } from './attacks.ts';
import { seal } from './forge.ts';
import { createScene } from './scene.ts';

test.each(['nextgenpsd2', 'jws-http-headers'] as const)(
  'the call that attacks begin with is accepted: %s',
  async (name) => {
    const scene = await createScene();
    const profile = PROFILES[name];
    const message = await seal(scene.seal, profile);
    expect(await scene.gate({ ...scene.good, profile, message })).toEqual({ at: 'accepted' });
    const rsa = await scene.authority.issueQsealc(scene.party, { key: await generateKey('rsa-2048') });
    expect(await scene.gate({ ...scene.good, profile, message: await seal(rsa, profile) })).toEqual({ at: 'accepted' });
  },
);

/** Most attacks change only the call. */
const shared = await createScene();

test.each(ATTACKS)('$name: refused at the $at, $reason', async ({ make, at, reason, revokes = false }) => {
  const scene = revokes ? await createScene() : shared;
  const message = await seal(scene.seal);
  const outcome = await scene.gate({ ...scene.good, message, ...(await make(scene)) });
  expect(outcome).toEqual({ at, reason });
});

test('the table of attacks that readers see is the one that is tried', async () => {
  expect(new Set(ATTACKS.map(({ name }) => name)).size).toBe(ATTACKS.length);
  const rows = ATTACKS.map(({ name, at, reason }) => `| ${name} | ${at} | \`${reason}\` |`);
  const text = `# Attacks

What is tried against the checks of who is calling, and where it ends; ${ATTACKS.length} of them. Written by \`attacks.test.ts\`, which
tries each on a call that is otherwise good, as a bank checks it: the certificate of the connection, its role, then the
seal. A reason is what an operator reads; callers get one of few codes.

| what the attacker does | refused at | reason |
| --- | --- | --- |
${rows.join('\n')}
`;
  await expect(text).toMatchFileSnapshot('ATTACKS.md');
});
