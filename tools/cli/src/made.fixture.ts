import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toPem } from '@openxs2a/certificates';
import { createDemoAuthority, createDemoParty, createSigningKey } from '@openxs2a/certificates/issue';
import { type Io, runProgram } from '@openxs2a/generate';
import { createMessageSigner, type HttpMessage, PROFILES } from '@openxs2a/http-signatures';
import { onTestFinished } from 'vitest';
import { program } from './main.ts';

export const NOW = new Date('2026-11-26T12:00:00Z');
const clock = () => NOW;

/** A process that remembers what was said to it; its clock stands still. */
export async function call(args: readonly string[], parts: Partial<Io> = {}) {
  const said = { out: '', err: '' };
  const io: Io = {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    interactive: false,
    color: false,
    columns: 100,
    input: async () => new Uint8Array(),
    now: clock,
    ...parts,
  };
  return { code: await runProgram(program, args, io), ...said };
}

/** A folder of its own for one test, gone afterwards; files are given by name. */
export async function makeFiles(files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = await mkdtemp(join(tmpdir(), 'openxs2a-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return (name: string) => join(folder, name);
}

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
