import { createHash } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { createSetting, startFrom } from './start.fixture.ts';
import type { NodeEnvironment } from './testing/start-node.ts';
import { createTestTpp, type TestTpp } from './testing/test-tpp.ts';

const derOf = ({ qwac }: TestTpp) => qwac?.certificate.der ?? new Uint8Array();
const fingerprintOf = (tpp: TestTpp) => createHash('sha256').update(derOf(tpp)).digest('hex');

/** A TPP, a proxy with a certificate of its own, and the answer to what the proxy says of the TPP. */
async function openProxied(more: (proxy: TestTpp) => NodeEnvironment) {
  const { env, trust } = await createSetting();
  const [tpp, proxy] = await Promise.all([
    createTestTpp(trust, 'https://localhost:1'),
    createTestTpp(trust, 'https://localhost:1'),
  ]);
  const bank = await startFrom({ ...env, ...more(proxy) });
  /** `by` is at the other end of the connection. */
  const ask = async (by: TestTpp, forwarded: TestTpp = tpp) => {
    const connected = by.at(bank.url);
    onTestFinished(() => connected.close());
    const header = `:${Buffer.from(derOf(forwarded)).toString('base64')}:`;
    const answer = await connected.request('GET', '/v1/consents/4711/status', {
      headers: { 'Client-Cert': header },
      sign: tpp.sign ?? false,
    });
    const text = await answer.text();
    return [answer.status, /"code":"([A-Z_]+)"/.exec(text)?.[1]];
  };
  return { tpp, proxy, ask };
}

const UNKNOWN = [403, 'CONSENT_UNKNOWN'];
const MISSING = [401, 'CERTIFICATE_MISSING'];

test.each([
  ['by its certificate', (proxy: TestTpp) => ({ PROXY_FINGERPRINTS: fingerprintOf(proxy) })],
  [
    'by its certificate and its address',
    (proxy: TestTpp) => ({ PROXY_FINGERPRINTS: fingerprintOf(proxy), PROXY_ADDRESSES: '127.0.0.0/8' }),
  ],
])('a proxy that is trusted %s says who calls, and nobody else does', async (_, trusted) => {
  const { ask, tpp, proxy } = await openProxied((own) => ({ CLIENT_CERTIFICATE: 'client-cert', ...trusted(own) }));
  expect(await ask(proxy)).toEqual(UNKNOWN);
  // a TPP that reaches the bank past the proxy, and says the same of itself
  expect(await ask(tpp)).toEqual(MISSING);
});

test('a proxy whose certificate is right and whose address is not is not trusted', async () => {
  const { ask, proxy } = await openProxied((own) => ({
    CLIENT_CERTIFICATE: 'client-cert',
    PROXY_FINGERPRINTS: fingerprintOf(own),
    PROXY_ADDRESSES: '10.0.0.1',
  }));
  expect(await ask(proxy)).toEqual(MISSING);
});

test('without a proxy, what a client says of its certificate counts for nothing', async () => {
  const { ask, tpp, proxy } = await openProxied(() => ({}));
  // the seal is the TPP's, the connection somebody else's, whatever the header says
  expect(await ask(proxy)).toEqual([401, 'CERTIFICATE_INVALID']);
  expect(await ask(tpp, proxy)).toEqual(UNKNOWN);
});
