import { toPem } from '@openxs2a/certificates';
import { createDemoAuthority, createDemoParty, createSigningKey } from '@openxs2a/certificates/issue';
import { createMessageSigner, type HttpMessage, PROFILES } from '@openxs2a/http-signatures';
import { createCall, NOW } from './call.fixture.ts';
import { makeFiles } from './files.fixture.ts';
import { program } from './main.ts';

export { makeFiles, NOW };

const clock = () => NOW;

export const call = createCall(program);

export const authority = await createDemoAuthority({ clock });
export const seal = await authority.issueQsealc(createDemoParty());
export const qwac = await authority.issueQwac(createDemoParty());
export const pem = {
  seal: toPem(seal.certificate.der),
  qwac: toPem(qwac.certificate.der),
  issuingCa: toPem(authority.issuingCa.certificate.der),
  root: toPem(authority.root.certificate.der),
};

const message: HttpMessage = {
  method: 'POST',
  target: '/v1/consents',
  url: 'https://bank.example/v1/consents',
  headers: [
    ['Host', 'bank.example'],
    ['Content-Type', 'application/json'],
    ['X-Request-ID', '99391c7e-ad88-49ec-a2ad-99ddcb1f7721'],
    ['PSU-ID', 'erika'],
  ],
  body: Buffer.from('{\n  "access": { "accounts": [] }\n}'),
};

/** The request, signed. */
export async function signRequest(profile: keyof typeof PROFILES = 'nextgenpsd2'): Promise<HttpMessage> {
  const key = createSigningKey(seal.privateKey);
  const sign = createMessageSigner({
    profile: PROFILES[profile],
    certificate: seal.certificate,
    key,
    clock,
    keyId: 'client',
  });
  return { ...message, headers: [...message.headers, ...(await sign(message))] };
}

/** As it travels. */
export function toHttp({ method, target, headers, body }: HttpMessage): string {
  const lines = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''];
  return lines.join('\r\n') + Buffer.from(body).toString('utf8');
}

/** As one would type it. */
export function toCurl({ url = '', headers, body }: HttpMessage, data = Buffer.from(body).toString('utf8')): string {
  const lines = headers.filter(([name]) => name !== 'Host').map(([name, value]) => `  -H '${name}: ${value}'`);
  return [`curl ${url}`, ...lines, `  --data-raw '${data}'`].join(' \\\n');
}

/** As a browser exports it, one entry for each. */
export function toHar(...messages: readonly HttpMessage[]): string {
  const entries = messages.map(({ method, url, headers, body }) => ({
    request: {
      method,
      url,
      headers: headers.map(([name, value]) => ({ name, value })),
      postData: { text: Buffer.from(body).toString('utf8') },
    },
  }));
  return JSON.stringify({ log: { version: '1.2', entries } });
}
