import { expect, test } from 'vitest';
import { createDemoParty } from '../issue.ts';
import type { CertificateEvidence } from '../verdict.ts';
import { checkSameOrganization } from './same-organization.ts';
import { createScene } from './scene.fixture.ts';

const scene = await createScene();
const verifier = scene.createVerifier();

async function evidenceOf(
  use: 'qwac' | 'qsealc',
  organizationIdentifier: string,
  legalName = 'Example',
): Promise<CertificateEvidence> {
  const party = createDemoParty({ organizationIdentifier, legalName });
  const { certificate } = await (use === 'qwac'
    ? scene.authority.issueQwac(party)
    : scene.authority.issueQsealc(party));
  const verdict = await verifier.verify(certificate, { use });
  if (!verdict.accepted) throw new TypeError(verdict.reason);
  return verdict.evidence;
}

test('connection and seal of one party go together, however its name is written', async () => {
  const qwac = await evidenceOf('qwac', 'PSDDE-BAFIN-1', 'Example GmbH');
  const qsealc = await evidenceOf('qsealc', 'PSDDE-BAFIN-1', 'EXAMPLE Gesellschaft');
  const { organizationIdentifier } = qwac;
  expect(checkSameOrganization(qwac, qsealc)).toEqual({ accepted: true, evidence: { organizationIdentifier } });
});

test('those of two parties do not', async () => {
  const [qwac, qsealc] = [await evidenceOf('qwac', 'PSDDE-BAFIN-1'), await evidenceOf('qsealc', 'PSDDE-BAFIN-12')];
  expect(checkSameOrganization(qwac, qsealc)).toEqual({
    accepted: false,
    reason: 'different-organization',
    evidence: { qwac: 'PSDDE-BAFIN-1', qsealc: 'PSDDE-BAFIN-12' },
  });
});

test('to mix the two up is a mistake of the programmer', async () => {
  const qwac = await evidenceOf('qwac', 'PSDDE-BAFIN-1');
  expect(() => checkSameOrganization(qwac, qwac)).toThrow(TypeError);
});
