import { type CertificateEvidence, createVerifier } from '@openxs2a/certificates';
import { createDemoAuthority, createDemoParty, createSigningKey, type Party } from '@openxs2a/certificates/issue';
import { expect, test } from 'vitest';
import { PROFILES } from './profiles.ts';
import { createSealVerifier } from './seal.ts';
import { createMessageSigner } from './signer.ts';
import { clock, createRequest } from './signing.fixture.ts';
import { createMessageVerifier } from './verifier.ts';

const profile = PROFILES.nextgenpsd2;
const OTHER = createDemoParty({ organizationIdentifier: 'PSDDE-BAFIN-999999' });

async function createScene() {
  const authority = await createDemoAuthority({ clock });
  const certificates = createVerifier({
    clock,
    anchors: [authority.root.certificate],
    intermediates: [authority.issuingCa.certificate],
    revocation: { fetch: ({ body }) => (body ? authority.answerOcsp(body) : authority.createCrl('root')) },
  });
  const connect = async (party: Party): Promise<CertificateEvidence> => {
    const { certificate } = await authority.issueQwac(party);
    const verdict = await certificates.verify(certificate, { use: 'qwac' });
    if (!verdict.accepted) throw new Error(verdict.reason);
    return verdict.evidence;
  };
  const seal = async (party: Party, by: 'issueQsealc' | 'issueQwac' = 'issueQsealc', of = authority) => {
    const { certificate, privateKey } = await of[by](party);
    const sign = createMessageSigner({ profile, certificate, key: createSigningKey(privateKey), clock });
    const message = createRequest();
    return { certificate, message: { ...message, headers: [...message.headers, ...(await sign(message))] } };
  };
  const verify = createSealVerifier({ messages: createMessageVerifier({ profile, clock }), certificates });
  return { authority, connect, seal, verify };
}

test('a seal of the party on the connection is accepted, at once when it is known', async () => {
  const { connect, seal, verify } = await createScene();
  const qwac = await connect(createDemoParty());
  const { message, certificate } = await seal(createDemoParty());
  expect(await verify(message, qwac)).toMatchObject({
    accepted: true,
    evidence: { signature: { profile: 'nextgenpsd2' }, certificate: { use: 'qsealc' } },
  });
  const again = verify(message, qwac);
  expect(again).not.toBeInstanceOf(Promise);
  expect(again).toMatchObject({ accepted: true, evidence: { certificate: { certificate: { der: certificate.der } } } });
});

test('a seal of another party than the one on the connection is refused, known or not', async () => {
  const { connect, seal, verify } = await createScene();
  const qwac = await connect(createDemoParty());
  const { message } = await seal(OTHER);
  const refused = {
    accepted: false,
    reason: 'different-organization',
    evidence: { qwac: qwac.organizationIdentifier.text, qsealc: OTHER.organizationIdentifier },
  };
  expect(await verify(message, qwac)).toEqual(refused);
  expect(verify(message, qwac)).toEqual(refused);
});

test('without a connection that proves anything, the seal speaks for itself', async () => {
  const { seal, verify } = await createScene();
  const { message } = await seal(OTHER);
  expect(await verify(message, null)).toMatchObject({ accepted: true });
});

test('a QWAC makes no seals', async () => {
  const { connect, seal, verify } = await createScene();
  const { message } = await seal(createDemoParty(), 'issueQwac');
  expect(await verify(message, await connect(createDemoParty()))).toMatchObject({ reason: 'not-a-qsealc' });
});

test('a seal certificate of an issuer that nobody trusts is refused, however good the signature', async () => {
  const { connect, seal, verify } = await createScene();
  const impostor = await createDemoAuthority({ clock, name: 'Impostor' });
  const { message } = await seal(createDemoParty(), 'issueQsealc', impostor);
  expect(await verify(message, await connect(createDemoParty()))).toMatchObject({ reason: 'untrusted-issuer' });
});

test('nobody is asked about the certificate of a signature that does not verify', async () => {
  const { connect, seal, verify } = await createScene();
  const qwac = await connect(createDemoParty());
  const { message } = await seal(createDemoParty(), 'issueQsealc', await createDemoAuthority({ clock }));
  expect(verify({ ...message, body: new Uint8Array([1]) }, qwac)).toMatchObject({ reason: 'digest-mismatch' });
});

test('certificates that come in a JWS make the path, and what among them cannot be read does no harm', async () => {
  const authority = await createDemoAuthority({ clock });
  const { certificate, privateKey } = await authority.issueQsealc(createDemoParty());
  const jws = PROFILES['jws-http-headers'];
  const certificates = createVerifier({
    clock,
    anchors: [authority.root.certificate],
    revocation: { fetch: ({ body }) => (body ? authority.answerOcsp(body) : authority.createCrl('root')) },
  });
  const messages = createMessageVerifier({ profile: jws, clock });
  const key = createSigningKey(privateKey);
  const chain = [{ ...certificate, der: new Uint8Array([48, 0]) }, authority.issuingCa.certificate];
  const sign = createMessageSigner({ profile: jws, certificate, key, chain, clock });
  const message = createRequest();
  const sealed = { ...message, headers: [...message.headers, ...(await sign(message))] };
  const verify = createSealVerifier({ messages, certificates });
  expect(await verify(sealed, null)).toMatchObject({ accepted: true });
  expect(await verify({ ...sealed, method: 'PUT' }, null)).toMatchObject({ reason: 'signature-mismatch' });
});
