import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import type { TestBrowser } from '../browser.fixture.ts';
import {
  logIn,
  OTHER_PASSWORD,
  OTHER_PERSON,
  openPages,
  PASSWORD,
  type PagesBank,
  PERSON,
  scaStatusOf,
} from '../pages.fixture.ts';

async function come(pages: PagesBank, psuId: string = PERSON.psuId, password = PASSWORD): Promise<TestBrowser> {
  const browser = pages.browser();
  await browser.visit('/approvals');
  await logIn(browser, psuId, password);
  return browser;
}

/** An authorisation that waits for a device of the person. */
async function ask(pages: PagesBank, authenticationMethodId: string) {
  const begun = await pages.begin();
  const browser = pages.browser();
  await browser.visit(begun.path);
  await logIn(browser);
  await browser.submit('Agree and confirm', { method: authenticationMethodId });
  return begun;
}

/** What a device of its own does in script: the text that stands on the page, signed. */
function signText({ html }: { readonly html: string }, key: KeyObject, decision: 'approve' | 'refuse'): string {
  const texts = [...html.matchAll(/data-text="([^"]*)"/g)].map(([, text = '']) => text.replaceAll('&#39;', "'"));
  const text = texts.find((each) => each.split('\n')[1] === decision) ?? '';
  return sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}

async function openWithDevice(options: { readonly demoDevice: boolean }) {
  const pages = await openPages(options);
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const method = {
    authenticationType: 'PUSH_OTP',
    name: 'Phone app',
    deviceKey: { kty: 'EC', crv: 'P-256', x, y },
  } as const;
  const { database } = pages.bank;
  const { authenticationMethodId } = await database.transaction((trx) => pages.sca.enrolMethod(trx, PERSON.id, method));
  return { pages, privateKey, authenticationMethodId, begun: await ask(pages, authenticationMethodId) };
}

test('what waits is shown whole, and the key of the device approves exactly that', async () => {
  const { pages, privateKey, begun } = await openWithDevice({ demoDevice: false });
  const device = await come(pages);
  expect(device.page.text).toContain('Accounts in Sight GmbH may read');
  expect(device.page.text).toContain('BAFIN, Germany, number 100001');
  const signature = signText(device.page, privateKey, 'approve');
  expect((await device.submit('Approve', { signature })).text).toContain('You have approved it.');
  expect(await scaStatusOf(pages, begun)).toBe('finalised');
});

test('the key refuses, too', async () => {
  const { pages, privateKey, begun } = await openWithDevice({ demoDevice: false });
  const device = await come(pages);
  await device.submit('Refuse', { signature: signText(device.page, privateKey, 'refuse') });
  expect(await scaStatusOf(pages, begun)).toBe('failed');
});

test.each([
  ['no signature, and a bank that signs for nobody', false, () => ''],
  [
    'the signature of another key',
    false,
    ({ html }: { html: string }) =>
      signText({ html }, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'approve'),
  ],
  ['no signature at all', false, () => 'AAAA'],
  ['the device of the sandbox, which is not this one', true, () => ''],
] as const)('S-11 %s approves nothing', async (_, demoDevice, signatureOf) => {
  const { pages, begun } = await openWithDevice({ demoDevice });
  const device = await come(pages);
  const { status } = await device.submit('Approve', { signature: signatureOf(device.page) });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(await scaStatusOf(pages, begun)).toBe('started');
});

test('S-08 a no that was signed is no yes', async () => {
  const { pages, privateKey, begun } = await openWithDevice({ demoDevice: false });
  const device = await come(pages);
  expect((await device.submit('Approve', { signature: signText(device.page, privateKey, 'refuse') })).status).toBe(401);
  expect(await scaStatusOf(pages, begun)).toBe('started');
});

test('SEC-API-002 nobody sees or decides what waits for somebody else', async () => {
  const { pages, privateKey, begun } = await openWithDevice({ demoDevice: false });
  const own = await come(pages);
  const other = await come(pages, OTHER_PERSON.psuId, OTHER_PASSWORD);
  expect(other.page.text).toContain('Nothing waits for you.');
  const path = /action="(\/approvals\/[^"]*\/approve)"/.exec(own.page.html)?.[1] ?? '';
  const token = /name="_token" value="([^"]*)"/.exec(other.page.html)?.[1] ?? '';
  const signature = signText(own.page, privateKey, 'approve');
  expect((await other.post(path, { _token: token, signature })).status).toBe(409);
  expect(await scaStatusOf(pages, begun)).toBe('started');
});

test('S-01 an approval is decided once', async () => {
  const { pages, privateKey } = await openWithDevice({ demoDevice: false });
  const device = await come(pages);
  const signature = signText(device.page, privateKey, 'approve');
  const twin = device.copy();
  await twin.visit('/approvals');
  await device.submit('Approve', { signature });
  expect((await twin.submit('Approve', { signature })).status).toBe(409);
});

test('after its time nothing waits any more, and the authorisation has failed', async () => {
  const { pages, begun } = await openWithDevice({ demoDevice: false });
  pages.bank.clock.advance({ minutes: 6 });
  expect((await come(pages)).page.text).toContain('Nothing waits for you.');
  expect(await scaStatusOf(pages, begun)).toBe('failed');
});

test('what the TPP has taken back meanwhile does not wait any more, and nobody is told that it was approved', async () => {
  const { pages, privateKey, begun } = await openWithDevice({ demoDevice: false });
  const device = await come(pages);
  const signature = signText(device.page, privateKey, 'approve');
  await pages.bank.consents.terminateByTpp(begun.consent.consentId, begun.consent.tppId);
  const { status, text } = await device.submit('Approve', { signature });
  expect([status, text]).toEqual([409, expect.stringContaining('That does not wait for you any more.')]);
  expect((await device.visit('/approvals')).text).toContain('Nothing waits for you.');
});

test('S-17 a browser becomes a device by somebody who has proved both factors, and is removed again', async () => {
  const pages = await openPages();
  const browser = pages.browser();
  await browser.visit('/');
  await logIn(browser);
  await browser.submit('Go on');
  await browser.submit('Confirm', { code: pages.lastCode() });
  await browser.visit('/devices');
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = JSON.stringify({ ...publicKey.export({ format: 'jwk' }), key_ops: ['verify'], ext: true });
  const enrolled = await browser.submit('Add this browser', { name: 'My browser', 'public-key': jwk });
  expect(enrolled.text).toContain('your device: My browser');
  expect(enrolled.html).toMatch(/data-enrolled="[^"]+" data-thumbprint="[\w-]{43}"/);
  expect((await browser.submit('Remove')).text).toContain('The device is removed.');
  expect((await pages.sca.listMethods(PERSON.id)).map(({ name }) => name)).toEqual(['Phone']);
});

test.each([
  ['no key', ''],
  ['no JSON', '{'],
  ['a list', '[]'],
  ['another curve', JSON.stringify({ kty: 'EC', crv: 'P-384', x: 'AA', y: 'AA' })],
  ['no point of the curve', JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' })],
])('what is %s makes no device', async (_, publicKey) => {
  const pages = await openPages();
  const browser = pages.browser();
  await browser.visit('/');
  await logIn(browser);
  await browser.submit('Go on');
  await browser.submit('Confirm', { code: pages.lastCode() });
  await browser.visit('/devices');
  expect((await browser.submit('Add this browser', { name: 'x', 'public-key': publicKey })).status).toBe(422);
  expect(await pages.sca.listMethods(PERSON.id)).toHaveLength(1);
});
