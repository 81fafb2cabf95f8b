import { readCertificate, toPem } from '@openxs2a/certificates';
import { createSigningKey, generateKey } from '@openxs2a/certificates/issue';
import { systemRandom } from '@openxs2a/service';
import { ANY_CHARACTER } from '@openxs2a/service/testing/any-character';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClient, createCredential, type Identity } from '../testing/clients.fixture.ts';
import { install, startInstallation } from '../testing/installation.fixture.ts';
import { AURORA, BANK, createCsr, domainOf, LUMIERE, REGISTER } from '../testing/parties.fixture.ts';

async function setUp() {
  const authority = await startInstallation(await install());
  const operator = createClient(authority, await createCredential(authority));
  const body = { type: 'application/json', value: mutable(REGISTER) } as const;
  expect((await operator.importRegister({ body })).status).toBe(200);
  const bafin = createClient(authority, await createCredential(authority, 'DE-BAFIN'));
  const acpr = createClient(authority, await createCredential(authority, 'FR-ACPR'));
  return { authority, operator, bafin, acpr, anyone: createClient(authority) };
}

interface Page<Cursor> {
  readonly items: readonly { readonly serialNumber?: string; readonly kind: string }[];
  readonly next?: Cursor;
}

type Scene = Awaited<ReturnType<typeof setUp>>;

/** The types of the wire are mutable. */
const mutable = <Value>(value: Value): Mutable<Value> => structuredClone(value) as Mutable<Value>;
type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] extends object ? Mutable<Value[Key]> : Value[Key] };

/** The result, which has to have this status. */
function having<Result extends { readonly status: unknown }, const Status extends number>(
  result: Result,
  status: Status,
): Extract<Result, { readonly status: Status }> {
  expect(result).toMatchObject({ status });
  // what has just been found
  return result as Extract<Result, { readonly status: Status }>;
}

const json = <Value>(value: Value) => ({ type: 'application/json', value }) as const;
const requestId = () => ({ 'X-Request-ID': systemRandom.uuid() });

async function enrol({ operator, authority }: Scene, party = AURORA) {
  const { organizationIdentifier } = party;
  const result = await operator.createEnrolment({
    body: json({ organizationIdentifier, dnsNames: [domainOf(party)] }),
  });
  if (result.status !== 201) throw new Error(String(result.status));
  return { ...result.body, client: createClient(authority, undefined, result.body.secret) };
}

/** A party from its enrolment to a client that shows its QWAC. */
async function equip(scene: Scene, party = AURORA) {
  const { client } = await enrol(scene, party);
  const key = await generateKey('p-256');
  const csr = await createCsr({ party, key: createSigningKey(key), dnsNames: [domainOf(party)] });
  const body = json({
    roles: party.roles.map(({ role }) => role),
    certificates: [
      { kind: 'qwac' as const, csr },
      { kind: 'qsealc' as const, csr: await createCsr({ party }) },
    ],
  });
  const result = having(await client.requestCertificates({ headers: requestId(), body }), 201);
  const [qwac, qsealc] = result.body.certificates;
  if (qwac === undefined || qsealc === undefined) throw new Error('not issued');
  const identity: Identity = {
    cert: qwac.certificate + result.body.chain.join(''),
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  return { qwac, qsealc, identity, client: createClient(scene.authority, identity) };
}

test('a party goes all the way: register, enrolment, certificates, renewal, revocation', async () => {
  const scene = await setUp();
  const found = await scene.anyone.getRegistration({ path: { organizationIdentifier: AURORA.organizationIdentifier } });
  expect(found).toMatchObject({ status: 200, body: { legalName: AURORA.legalName, status: 'active' } });
  const { client, qwac, qsealc } = await equip(scene);
  const csr = await createCsr();
  const path = { serialNumber: qsealc.serialNumber };
  const renewed = await client.renewCertificate({ path, headers: requestId(), body: json({ csr }) });
  expect(renewed).toMatchObject({ status: 201, body: { certificates: [{ kind: 'qsealc', status: 'valid' }] } });
  const revoked = await client.revokeCertificate({ path, body: json({ reason: 'superseded' as const }) });
  expect(revoked).toMatchObject({
    status: 200,
    body: { status: 'revoked', revocation: { by: 'subject', reason: 'superseded' } },
  });
  const own = await client.getCertificates({ query: { status: 'valid' } });
  expect(own).toMatchObject({
    status: 200,
    body: { items: [{ kind: 'qsealc' }, { serialNumber: qwac.serialNumber }] },
  });
});

test('a lost answer is had again by the same request, at its address, too', async () => {
  const scene = await setUp();
  const { client } = await enrol(scene);
  const headers = requestId();
  const body = json({
    roles: ['PSP_AI' as const],
    certificates: [{ kind: 'qsealc' as const, csr: await createCsr() }],
  });
  const first = having(await client.requestCertificates({ headers, body }), 201);
  const again = having(await client.requestCertificates({ headers, body }), 201);
  expect(again.body).toEqual(first.body);
  expect(first.headers.Location).toBe(`/v1/issuances/${first.body.issuanceId}`);
  const asked = await client.getIssuance({ path: { issuanceId: first.body.issuanceId } });
  expect(asked).toMatchObject({ status: 200, body: first.body });
  const other = await client.requestCertificates({
    headers,
    body: json({ ...body.value, roles: ['PSP_PI' as const] }),
  });
  expect(other).toMatchObject({ status: 409, body: { code: 'request-id-reused' } });
});

test('a refusal says all that stands against it', async () => {
  const scene = await setUp();
  const { client } = await enrol(scene);
  const csr = await createCsr({ legalName: 'Borealis GmbH', dnsNames: ['bank.example'] });
  const body = json({ roles: ['PSP_IC' as const], certificates: [{ kind: 'qwac' as const, csr }] });
  const result = await client.requestCertificates({ headers: requestId(), body });
  expect(result).toMatchObject({
    status: 422,
    body: {
      code: 'request-refused',
      reasons: [
        { reason: 'role-not-held' },
        { reason: 'name-differs', kind: 'qwac' },
        { reason: 'dns-name-not-vetted', kind: 'qwac' },
      ],
    },
  });
});

test('a certificate is to be had as it is, by whoever asks', async () => {
  const scene = await setUp();
  const { qwac } = await equip(scene);
  const path = { serialNumber: qwac.serialNumber };
  const bare = await scene.anyone.getCertificate({ path }, { accept: ['application/pkix-cert'] });
  if (bare.status !== 200 || bare.type !== 'application/pkix-cert') throw new Error(String(bare.status));
  expect(toPem(bare.body as Uint8Array)).toBe(qwac.certificate);
  expect(await scene.anyone.getCertificate({ path })).toMatchObject({ status: 200, body: qwac });
  expect((await scene.anyone.getCertificate({ path: { serialNumber: 'abc' } })).status).toBe(404);
});

test('whoever shows nothing, or what is not of this authority, is not known', async () => {
  const scene = await setUp();
  expect(await scene.anyone.getCertificates({})).toMatchObject({ status: 401, body: { code: 'credentials-missing' } });
  const wrong = createClient(scene.authority, undefined, 'x'.repeat(43));
  const body = json({ roles: ['PSP_AI' as const], certificates: [{ kind: 'qsealc' as const, csr: 'x' }] });
  expect(await wrong.requestCertificates({ headers: requestId(), body })).toMatchObject({
    status: 401,
    body: { code: 'credentials-refused' },
  });
});

test('a certificate opens the door until it is revoked, on open connections, too', async () => {
  const scene = await setUp();
  const { client, qwac } = await equip(scene);
  expect((await client.getCertificates({})).status).toBe(200);
  const path = { serialNumber: qwac.serialNumber };
  expect(
    (await scene.bafin.revokeCertificate({ path, body: json({ reason: 'privilegeWithdrawn' as const }) })).status,
  ).toBe(200);
  expect(await client.getCertificates({})).toMatchObject({
    status: 401,
    body: { code: 'credentials-refused', detail: 'The client certificate is revoked.' },
  });
});

test('a cancelled enrolment is worth nothing', async () => {
  const scene = await setUp();
  const { client, enrolmentId } = await enrol(scene);
  expect((await scene.operator.cancelEnrolment({ path: { enrolmentId } })).status).toBe(204);
  const body = json({
    roles: ['PSP_AI' as const],
    certificates: [{ kind: 'qsealc' as const, csr: await createCsr() }],
  });
  expect((await client.requestCertificates({ headers: requestId(), body })).status).toBe(401);
  expect((await scene.operator.cancelEnrolment({ path: { enrolmentId: systemRandom.uuid() } })).status).toBe(404);
});

test('each operation is for those that the document names', async () => {
  const scene = await setUp();
  const { client: tpp, qwac } = await equip(scene);
  const { client: enrolled } = await enrol(scene);
  const organizationIdentifier = AURORA.organizationIdentifier;
  const report = { serialNumber: qwac.serialNumber, category: 'other' as const, description: 'x' };
  const refused = [
    await tpp.importRegister({ body: json(mutable(REGISTER)) }),
    await tpp.withdrawAuthorisation({ path: { organizationIdentifier }, body: json({ status: 'withdrawn' as const }) }),
    await scene.operator.withdrawRole({ path: { organizationIdentifier, role: 'PSP_AI' }, body: json({}) }),
    await scene.bafin.createEnrolment({ body: json({ organizationIdentifier }) }),
    await scene.bafin.issueCredential({ body: json({ holder: 'operator' as const, csr: 'x' }) }),
    await scene.operator.requestCertificates({
      headers: requestId(),
      body: json({ roles: ['PSP_AI' as const], certificates: [{ kind: 'qsealc' as const, csr: 'x' }] }),
    }),
    await scene.bafin.renewCertificate({
      path: { serialNumber: 'abc' },
      headers: requestId(),
      body: json({ csr: 'x' }),
    }),
    await tpp.reportMisuse({ headers: requestId(), body: json(report) }),
    await scene.bafin.reportMisuse({ headers: requestId(), body: json(report) }),
    await tpp.decideReport({
      path: { reportId: systemRandom.uuid() },
      body: json({ measure: 'none' as const, comment: 'x' }),
    }),
    await scene.operator.decideReport({
      path: { reportId: systemRandom.uuid() },
      body: json({ measure: 'none' as const, comment: 'x' }),
    }),
    await tpp.getLog({}),
    await scene.bafin.verifyLog({}),
    await enrolled.getCertificates({}),
  ];
  for (const result of refused) expect(result).toMatchObject({ status: 403, body: { code: 'caller-not-allowed' } });
});

test('an authority sees and touches its own register only', async () => {
  const scene = await setUp();
  const { qwac } = await equip(scene);
  const path = { organizationIdentifier: AURORA.organizationIdentifier };
  const foreign = [
    await scene.acpr.withdrawAuthorisation({ path, body: json({ status: 'withdrawn' as const }) }),
    await scene.acpr.restoreAuthorisation({ path, body: json({}) }),
    await scene.acpr.withdrawRole({ path: { ...path, role: 'PSP_AI' }, body: json({}) }),
    await scene.acpr.restoreRole({ path: { ...path, role: 'PSP_AI' }, body: json({}) }),
    await scene.acpr.revokeCertificate({
      path: { serialNumber: qwac.serialNumber },
      body: json({ reason: 'unspecified' as const }),
    }),
    await scene.acpr.importRegister({ body: json(mutable({ authorities: [], registrations: [AURORA] })) }),
  ];
  for (const result of foreign) expect(result).toMatchObject({ status: 403, body: { code: 'not-of-this-authority' } });
  expect(await scene.acpr.getCertificates({})).toMatchObject({
    status: 200,
    body: { items: [{ kind: 'credential', ncaId: 'FR-ACPR' }] },
  });
  const log = having(await scene.acpr.getLog({}), 200);
  expect(log.body.items.length).toBeGreaterThan(0);
  expect(log.body.items.every(({ body }) => body['ncaId'] === 'FR-ACPR')).toBe(true);
});

test('a role that is withdrawn ends the certificates that carry it; it can be given back, they stay revoked', async () => {
  const scene = await setUp();
  const { qwac, qsealc } = await equip(scene);
  const path = { organizationIdentifier: AURORA.organizationIdentifier, role: 'PSP_AI' } as const;
  const withdrawn = having(await scene.bafin.withdrawRole({ path, body: json({ comment: 'Misuse.' }) }), 200);
  expect(withdrawn.body.revoked.toSorted()).toEqual([qwac.serialNumber, qsealc.serialNumber].sort());
  const passports = await scene.bafin.restoreRole({ path, body: json({ countries: ['FR'] }) });
  expect(passports).toMatchObject({ status: 409, body: { code: 'status-conflict' } });
  expect((await scene.bafin.restoreRole({ path, body: json({ countries: ['DE', 'FR'] }) })).status).toBe(200);
  const after = await scene.anyone.getCertificate({ path: { serialNumber: qwac.serialNumber } });
  expect(after).toMatchObject({
    body: { status: 'revoked', revocation: { reason: 'privilegeWithdrawn', by: 'register' } },
  });
});

test('misuse goes from the bank to the authority, and its decision takes effect', async () => {
  const scene = await setUp();
  const { qwac } = await equip(scene);
  const { client: bank } = await equip(scene, BANK);
  const value = {
    serialNumber: qwac.serialNumber,
    category: 'withoutConsent' as const,
    description: '4,000 accounts without any consent.',
    evidence: [{ name: 'access.log', mediaType: 'text/plain', content: 'R0VUIC8=' }],
  };
  const reported = having(await bank.reportMisuse({ headers: requestId(), body: json(value) }), 201);
  const { reportId } = reported.body;
  expect(await scene.acpr.getReport({ path: { reportId } })).toMatchObject({ status: 404 });
  expect(await scene.bafin.getReports({ query: { status: 'received' } })).toMatchObject({
    body: { items: [{ reportId, evidence: [] }] },
  });
  expect(await scene.bafin.getReport({ path: { reportId } })).toMatchObject({ body: { evidence: value.evidence } });
  const decision = json({ measure: 'revokeCertificate' as const, comment: 'No consent could be shown.' });
  const decided = await scene.bafin.decideReport({ path: { reportId }, body: decision });
  expect(decided).toMatchObject({
    status: 200,
    body: { status: 'upheld', decision: { revoked: [qwac.serialNumber] } },
  });
  expect(having(await bank.getReport({ path: { reportId } }), 200).body).toEqual(having(decided, 200).body);
});

test('the register is read in pages, by what is asked for', async () => {
  const { anyone } = await setUp();
  const first = having(await anyone.getRegister({ query: { limit: 2 } }), 200);
  expect(first.body.items.map(({ organizationIdentifier }) => organizationIdentifier)).toEqual([
    AURORA.organizationIdentifier,
    BANK.organizationIdentifier,
  ]);
  const rest = await anyone.getRegister({ query: { limit: 2, after: first.body.next ?? '' } });
  expect(rest).toMatchObject({ body: { items: [{ organizationIdentifier: LUMIERE.organizationIdentifier }] } });
  expect(rest.status === 200 && rest.body.next).toBe(undefined);
  type Query = NonNullable<NonNullable<Parameters<typeof anyone.getRegister>[0]>['query']>;
  const count = async (query: Query) => {
    const result = await anyone.getRegister({ query });
    return result.status === 200 ? result.body.items.length : result.status;
  };
  expect(await count({ role: 'PSP_AI' })).toBe(2);
  expect(await count({ role: 'PSP_AI', country: 'FR' })).toBe(2);
  expect(await count({ country: 'ES' })).toBe(0);
  expect(await count({ ncaId: 'FR-ACPR' })).toBe(1);
  expect(await count({ status: 'withdrawn' })).toBe(0);
});

test('certificates are read in pages, the latest first', async () => {
  const scene = await setUp();
  await equip(scene);
  await equip(scene, BANK);
  const all = having(await scene.operator.getCertificates({ query: { limit: 200 } }), 200);
  const serials: string[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page: Page<string> = having(
      await scene.operator.getCertificates({ query: { limit: 3, ...(after === '' ? {} : { after }) } }),
      200,
    ).body;
    serials.push(...page.items.map(({ serialNumber = '' }) => serialNumber));
    after = page.next;
  }
  expect(serials).toEqual(all.body.items.map(({ serialNumber }) => serialNumber));
  expect(new Set(serials).size).toBe(7);
});

test('the log has everything, and proves itself', async () => {
  const scene = await setUp();
  await equip(scene);
  const kinds = new Set<string>();
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page: Page<number> = having(await scene.operator.getLog({ query: { after, limit: 5 } }), 200).body;
    for (const { kind } of page.items) kinds.add(kind);
    after = page.next;
  }
  const expected = [
    'initialised',
    'registration-added',
    'enrolment-created',
    'certificates-requested',
    'certificate-issued',
  ];
  expect([...kinds]).toEqual(expect.arrayContaining(expected));
  expect(await scene.operator.verifyLog({})).toMatchObject({ status: 200, body: { intact: true } });
});

test('whatever is sent for a signing request, the answer is a refusal', async () => {
  const scene = await setUp();
  const { client } = await enrol(scene);
  const csr = await createCsr();
  const damaged = fc.oneof(
    fc.string({ minLength: 1, maxLength: 400, unit: ANY_CHARACTER }),
    fc
      .tuple(fc.nat(csr.length - 1), fc.string({ minLength: 1, maxLength: 5 }))
      .map(([at, text]) => csr.slice(0, at) + text + csr.slice(at + 1)),
    fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  );
  await fc.assert(
    fc.asyncProperty(damaged, async (text) => {
      const body = json({ roles: ['PSP_AI' as const], certificates: [{ kind: 'qwac' as const, csr: text }] });
      const { status } = await client.requestCertificates({ headers: requestId(), body });
      expect([400, 422]).toContain(status);
    }),
    { numRuns: 100 },
  );
});

test('a credential is for an authority that is known, or for the operator', async () => {
  const scene = await setUp();
  const csr = await createCsr();
  const unknown = await scene.operator.issueCredential({
    body: json({ holder: 'nca' as const, ncaId: 'IT-NOBODY', csr }),
  });
  expect(unknown).toMatchObject({ status: 422, body: { reasons: [{ reason: 'nca-unknown' }] } });
  const unclear = await scene.operator.issueCredential({
    body: json({ holder: 'operator' as const, ncaId: 'DE-BAFIN', csr }),
  });
  expect(unclear).toMatchObject({ status: 422, body: { reasons: [{ reason: 'nca-unknown' }] } });
  const issued = having(
    await scene.operator.issueCredential({
      body: json({ holder: 'nca' as const, ncaId: 'DE-BAFIN', csr }),
    }),
    201,
  );
  const { qualified, extensions } = readCertificate(issued.body.certificate);
  expect(qualified.kind).toBe('absent');
  expect(extensions.policies).toEqual([]);
  const again = await scene.operator.issueCredential({ body: json({ holder: 'operator' as const, csr }) });
  expect(again).toMatchObject({ status: 422, body: { reasons: [{ reason: 'key-of-another-party' }] } });
});
