import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestBank } from '@openxs2a/edge/testing';
import type { OAuthResources, Scope } from '@openxs2a/oauth';
import { expect, onTestFinished, test } from 'vitest';
import { type AuthorizationServer, createAuthorizationServer } from '../authorization-server.ts';
import {
  authorisationsOf,
  type BankChoices,
  call,
  consentAt,
  create,
  hrefOf,
  lastCode,
  OTHER_PERSON,
  openBank,
  PAGES,
  PERSON,
  passwordOf,
  refusalOf,
  relationsOf,
  SIGNATORY,
  start,
  statusOf,
  TPP_ID,
  update,
} from '../bank.fixture.ts';

const REDIRECT_URI = 'https://tpp.example/back?state=s1';
const RETURN = { 'tpp-redirect-uri': REDIRECT_URI };
const WAY = { returnTo: `${PAGES}/oauth/interaction/1`, clientOrigin: 'https://tpp.example' };
const METADATA = `${PAGES}/.well-known/oauth-authorization-server`;

interface Scene {
  readonly bank: Awaited<ReturnType<typeof openBank>>;
  readonly server: AuthorizationServer;
  readonly resources: OAuthResources;
}

async function openScene(sca: object = {}, choices: BankChoices = {}): Promise<Scene> {
  const bank = await openBank({ profile: { sca: { oauth: 'xs2a', ...sca } }, ...choices });
  const server = await createAuthorizationServer({ ...bank, pagesUrl: PAGES });
  return { bank, server, resources: server.oauthResources };
}

const scopeOf = (consentId: string): Scope => ({ service: 'AIS', resourceId: consentId });

async function createdId({ bank }: Scene, headers = {}): Promise<string> {
  const { body } = await create(bank, {}, { ...RETURN, ...headers });
  return body.consentId ?? '';
}

/** The PSU authorises on the page that OAuth sends it to; where that leads its browser. */
async function authorise({ bank, server, resources }: Scene, consentId: string, psu = PERSON): Promise<URL> {
  const open = await resources.findOpen(scopeOf(consentId), TPP_ID);
  const page = await resources.sendToPage(open?.authorisationId ?? '', WAY);
  const { road } = server;
  const ticket = page.slice(`${PAGES}/authorise/`.length);
  const found = await road.findByTicket(ticket);
  if (!found.accepted) throw new Error(found.reason);
  const { key } = found.evidence;
  await road.authenticate(key, { login: { psuId: psu.psuId }, password: passwordOf(psu), channel: 'page' });
  const methods = await road.listMethods(key);
  const all = methods.accepted ? methods.evidence : [];
  const byText = all.find(({ authenticationType }) => authenticationType === 'SMS_OTP');
  await road.selectMethod(key, byText?.authenticationMethodId ?? '');
  await road.authorise(key, lastCode(bank));
  return new URL((await road.returnAddress(key, road.wayBackOf(ticket))) ?? 'none:');
}

const proofOf = (address: URL): string => address.searchParams.get('proof') ?? '';

test.each([['SCA-OAU-001'], ['COM-HDR-023']])(
  '%s a redirect by OAuth is a redirect, and its link leads to the metadata',
  async () => {
    const scene = await openScene();
    const created = await create(scene.bank, {}, RETURN);
    expect(created.headers.get('aspsp-sca-approach')).toBe('REDIRECT');
    expect(relationsOf(created)).toEqual(['scaOAuth', 'scaStatus', 'self', 'status']);
    expect(hrefOf(created, 'scaOAuth')).toBe(METADATA);
  },
);

test('an authorisation that the TPP begins has the form of its consent, also where the bank has changed its mind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'oauth-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const database = join(folder, 'bank.db');
  const { bank } = await openScene({ start: 'explicit' }, { database });
  const created = await create(bank, {}, RETURN);
  expect(relationsOf(created)).toEqual(['self', 'startAuthorisation', 'status']);
  const later = await createTestBank({
    database,
    node: 'later',
    demo: false,
    parts: async (state) => [await createAuthorizationServer({ ...state, pagesUrl: PAGES })],
  });
  onTestFinished(() => later.close());
  expect(hrefOf(await start(later, created.body.consentId ?? ''), 'scaOAuth')).toBe(METADATA);
  expect(relationsOf(await create(later, {}, RETURN))).toContain('scaRedirect');
});

test('N-SCA-OAU-105 an authorisation request is for what its client may have authorised, and that by OAuth', async () => {
  const scene = await openScene({ approaches: ['REDIRECT', 'EMBEDDED'] });
  const { bank, resources } = scene;
  const consentId = await createdId(scene);
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  const open = { authorisationId, redirectUri: REDIRECT_URI };
  expect(await resources.findOpen(scopeOf(consentId), TPP_ID)).toEqual(open);
  expect(await resources.findOpen(scopeOf(consentId), TPP_ID, authorisationId)).toEqual(open);
  expect(await resources.findOpen(scopeOf(consentId), TPP_ID, 'another')).toBeUndefined();
  expect(await resources.findOpen(scopeOf(consentId), 'PSDFR-ACPR-200002')).toBeUndefined();
  expect(await resources.findOpen(scopeOf('nobodys'), TPP_ID)).toBeUndefined();
  expect(await resources.findOpen({ service: 'PIS', resourceId: consentId }, TPP_ID)).toBeUndefined();
  expect(await resources.findOpen({ service: 'AIS', resourceId: undefined }, TPP_ID)).toBeUndefined();
  const embedded = await createdId(scene, { 'psu-id': PERSON.psuId, 'tpp-redirect-preferred': 'false' });
  expect(await resources.findOpen(scopeOf(embedded), TPP_ID)).toBeUndefined();
  const without = await create(bank);
  expect(await resources.findOpen(scopeOf(without.body.consentId ?? ''), TPP_ID)).toMatchObject({
    redirectUri: undefined,
  });
  await call(bank, 'DELETE', consentAt(consentId));
  expect(await resources.findOpen(scopeOf(consentId), TPP_ID)).toBeUndefined();
});

test('N-SCA-OAU-105 what nobody has begun, whose link has ended, or that is authorised, is not open', async () => {
  const scene = await openScene({ start: 'explicit' });
  const { bank, resources } = scene;
  const consentId = await createdId(scene);
  expect(await resources.findOpen(scopeOf(consentId), TPP_ID)).toBeUndefined();
  const first = (await start(bank, consentId)).body.authorisationId;
  bank.clock.advance({ minutes: 11 });
  expect(await resources.findOpen(scopeOf(consentId), TPP_ID)).toBeUndefined();
  const second = (await start(bank, consentId)).body.authorisationId;
  expect(second).not.toBe(first);
  expect((await resources.findOpen(scopeOf(consentId), TPP_ID))?.authorisationId).toBe(second);
  await authorise(scene, consentId);
  expect(await statusOf(bank, consentId)).toBe('valid');
  expect(await resources.findOpen(scopeOf(consentId), TPP_ID)).toBeUndefined();
});

test('the browser in which the PSU has authorised comes back with the proof of it, and no other is told', async () => {
  const scene = await openScene();
  const { bank, server, resources } = scene;
  const consentId = await createdId(scene);
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  expect(await resources.standOf(authorisationId, '')).toEqual({ is: 'open' });
  const address = await authorise(scene, consentId);
  expect(`${address.origin}${address.pathname}`).toBe(WAY.returnTo);
  expect(await resources.standOf(authorisationId, proofOf(address))).toEqual({ is: 'authorised', psuId: PERSON.id });
  const other = await createdId(scene);
  const [otherId = ''] = await authorisationsOf(bank, other);
  const foreign = proofOf(await authorise(scene, other));
  for (const proof of ['', 'x', foreign, `${proofOf(address)}=`])
    expect(await resources.standOf(authorisationId, proof)).toEqual({ is: 'open' });
  expect(await resources.standOf(otherId, foreign)).toMatchObject({ is: 'authorised' });
  const key = { kind: 'consent', resourceId: consentId, authorisationId } as const;
  expect(await server.road.returnOrigins(key, WAY)).toEqual([WAY.clientOrigin]);
});

test('who refuses, and what was never begun, is refused, without any proof', async () => {
  const scene = await openScene();
  const { bank, server, resources } = scene;
  const consentId = await createdId(scene);
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  const key = { kind: 'consent', resourceId: consentId, authorisationId } as const;
  await server.road.refuse(key);
  expect(await server.road.returnAddress(key, WAY)).toBe(WAY.returnTo);
  expect(await resources.standOf(authorisationId, '')).toEqual({ is: 'refused' });
  expect(await resources.standOf('nobodys', '')).toEqual({ is: 'refused' });
});

test('N-SCA-OAU-103 tokens of a consent live as long as it is valid', async () => {
  const scene = await openScene();
  const { bank, resources } = scene;
  const consentId = await createdId(scene);
  expect(await resources.lifeOf(scopeOf(consentId), TPP_ID)).toBeUndefined();
  await authorise(scene, consentId);
  const life = await resources.lifeOf(scopeOf(consentId), TPP_ID);
  expect(life).toMatchObject({ isRecurring: true });
  expect(await resources.lifeOf(scopeOf(consentId), 'PSDFR-ACPR-200002')).toBeUndefined();
  expect(await resources.lifeOf({ service: 'PIS', resourceId: consentId }, TPP_ID)).toBeUndefined();
  bank.clock.set(new Date((life?.until.getTime() ?? 0) - 1));
  expect(await resources.lifeOf(scopeOf(consentId), TPP_ID)).toBeDefined();
  bank.clock.advance({ milliseconds: 1 });
  expect(await resources.lifeOf(scopeOf(consentId), TPP_ID)).toBeUndefined();
});

test('SCA-OAU-015 where the TPP confirms, there is a token before the consent is valid', async () => {
  const scene = await openScene({ authorisationConfirmation: true });
  const { bank, resources } = scene;
  const created = await create(bank, {}, RETURN);
  const consentId = created.body.consentId ?? '';
  expect(relationsOf(created)).toEqual(['confirmation', 'scaOAuth', 'scaStatus', 'self', 'status']);
  const address = await authorise(scene, consentId);
  expect(await statusOf(bank, consentId)).toBe('received');
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  expect(await resources.standOf(authorisationId, proofOf(address))).toMatchObject({ is: 'authorised' });
  const { until } = (await resources.lifeOf(scopeOf(consentId), TPP_ID)) ?? {};
  expect((until?.getTime() ?? 0) - bank.clock().getTime()).toBeGreaterThan(179 * 24 * 3_600_000);
});

test('SCA-OAU-015 a token of the PSU that authorised confirms it once, and no other thing does', async () => {
  const scene = await openScene({ authorisationConfirmation: true });
  const { bank, server } = scene;
  const consentId = await createdId(scene);
  await authorise(scene, consentId);
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  const key = { kind: 'consent', resourceId: consentId, authorisationId } as const;
  const code = { body: { confirmationCode: 'anything' } };
  expect(refusalOf(await update(bank, consentId, authorisationId, code))).toBe('405 SERVICE_INVALID');
  expect(refusalOf(await update(bank, consentId, authorisationId))).toBe('401 TOKEN_INVALID');
  expect(await server.road.confirmByToken(key, 'another')).toMatchObject({ reason: 'token-of-other-psu' });
  expect(await bank.tokens?.isNeeded(scopeOf(consentId))).toBe(false);
  const confirmed = await server.road.confirmByToken(key, PERSON.id);
  expect(confirmed.accepted && confirmed.evidence.scaStatus).toBe('finalised');
  expect([await statusOf(bank, consentId), await bank.tokens?.isNeeded(scopeOf(consentId))]).toEqual(['valid', true]);
  expect(await server.road.confirmByToken(key, PERSON.id)).toMatchObject({ reason: 'confirmed-again' });
});

test('AIS-ACC-017 what was authorised by OAuth needs a token from that moment on until it ends, and nothing else does', async () => {
  const scene = await openScene({ approaches: ['REDIRECT', 'EMBEDDED'] });
  const { bank } = scene;
  const consentId = await createdId(scene);
  const needs = () => bank.tokens?.isNeeded(scopeOf(consentId));
  expect(await needs()).toBe(false);
  await authorise(scene, consentId);
  expect(await needs()).toBe(true);
  await call(bank, 'DELETE', consentAt(consentId));
  expect(await needs()).toBe(false);
  const embedded = await createdId(scene, { 'psu-id': OTHER_PERSON.psuId, 'tpp-redirect-preferred': 'false' });
  const [authorisationId = ''] = await authorisationsOf(bank, embedded);
  await update(bank, embedded, authorisationId, { body: { psuData: { password: passwordOf(OTHER_PERSON) } } });
  await update(bank, embedded, authorisationId, { body: { scaAuthenticationData: lastCode(bank) } });
  expect([await statusOf(bank, embedded), await bank.tokens?.isNeeded(scopeOf(embedded))]).toEqual(['valid', false]);
});

test('where several sign, a token of the first one waits with the consent for the others', async () => {
  const scene = await openScene({ multilevel: true });
  const { bank, resources } = scene;
  const consentId = await createdId(scene, { 'psu-id': SIGNATORY.psuId });
  await start(bank, consentId);
  const address = await authorise(scene, consentId, SIGNATORY);
  expect(await statusOf(bank, consentId)).toBe('partiallyAuthorised');
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  expect(await resources.standOf(authorisationId, proofOf(address))).toEqual({ is: 'authorised', psuId: SIGNATORY.id });
  expect(await resources.lifeOf(scopeOf(consentId), TPP_ID)).toBeDefined();
});
