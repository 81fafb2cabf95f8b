import { toPem } from '@openxs2a/certificates';
import { createDemoAuthority, createDemoParty } from '@openxs2a/certificates/issue';
import { expect, test } from 'vitest';
import { behindProxy } from './behind-proxy.ts';
import { inProcess } from './in-process.ts';

const authority = await createDemoAuthority({ clock: () => new Date() });
const { certificate } = await authority.issueQwac(createDemoParty());
const issuing = authority.issuingCa.certificate;
const bytes = ({ der }: { readonly der: Uint8Array }) => `:${Buffer.from(der).toString('base64')}:`;
const xfcc = `Hash=${certificate.fingerprint};Cert="${encodeURIComponent(toPem(certificate.der))}"`;

const PROXY = '10.0.0.7';
type Lines = readonly (readonly [name: string, value: string])[];

/** A call as Node has it, line by line. */
function call(lines: Lines, remoteAddress = PROXY) {
  const headers = new Headers(lines.map(([name, value]): [string, string] => [name, value]));
  return { headers, env: { incoming: { rawHeaders: lines.flat(), socket: { remoteAddress } } } };
}

const open = (form: 'client-cert' | 'xfcc') => behindProxy({ trusted: { addresses: [PROXY] }, form });

test('CRT-TLS-001 the certificate is that of the client, with its chain', () => {
  const reader = open('client-cert');
  const lines: Lines = [
    ['Client-Cert', bytes(certificate)],
    ['Client-Cert-Chain', bytes(issuing)],
  ];
  expect(reader.read(call(lines))).toEqual({ kind: 'certificate', certificate, chain: [issuing] });
  expect(open('xfcc').read(call([['X-Forwarded-Client-Cert', xfcc]]))).toEqual({
    kind: 'certificate',
    certificate,
    chain: [],
  });
});

test('what was read once is not read again', () => {
  const reader = open('client-cert');
  const lines: Lines = [['Client-Cert', bytes(certificate)]];
  expect(reader.read(call(lines))).toBe(reader.read(call(lines)));
});

test.each([
  ['client-cert', [['Client-Cert', bytes(certificate)]]],
  ['xfcc', [['X-Forwarded-Client-Cert', xfcc]]],
] as const)('CRT-TLS-013 of anybody else %s counts for nothing', (form, lines) => {
  expect(open(form).read(call(lines, '10.0.0.8'))).toMatchObject({ kind: 'none' });
});

test.each([
  ['client-cert', [['X-Forwarded-Client-Cert', xfcc]]],
  ['xfcc', [['Client-Cert', bytes(certificate)]]],
  ['client-cert', []],
] as const)('a proxy that speaks %s says nothing by %o', (form, lines) => {
  expect(open(form).read(call(lines))).toEqual({ kind: 'none', evidence: { source: 'proxy' } });
});

test.each([
  [
    'Client-Cert twice',
    'client-cert',
    [
      ['Client-Cert', bytes(certificate)],
      ['client-cert', bytes(certificate)],
    ],
  ],
  [
    'Client-Cert-Chain twice',
    'client-cert',
    [
      ['Client-Cert', bytes(certificate)],
      ['Client-Cert-Chain', bytes(issuing)],
      ['Client-Cert-Chain', bytes(issuing)],
    ],
  ],
  ['a chain of nobody', 'client-cert', [['Client-Cert-Chain', bytes(issuing)]]],
  ['Client-Cert that is malformed', 'client-cert', [['Client-Cert', 'abc']]],
  ['a certificate that is none', 'client-cert', [['Client-Cert', ':AAAA:']]],
  [
    'X-Forwarded-Client-Cert twice',
    'xfcc',
    [
      ['X-Forwarded-Client-Cert', xfcc],
      ['x-forwarded-client-cert', xfcc],
    ],
  ],
  ['X-Forwarded-Client-Cert that is malformed', 'xfcc', [['X-Forwarded-Client-Cert', 'abc']]],
] as const)('CRT-TLS-003 %s is unreadable, also from a trusted proxy', (_, form, lines) => {
  expect(open(form).read(call(lines))).toMatchObject({ kind: 'unreadable', reason: 'malformed' });
});

test('lines that a host has joined are two values, and refused', () => {
  const headers = new Headers([
    ['Client-Cert', bytes(certificate)],
    ['Client-Cert', bytes(certificate)],
  ]);
  const { env } = call([['Client-Cert', bytes(certificate)]]);
  const joined = {
    headers,
    env: { incoming: { ...env.incoming, rawHeaders: ['Client-Cert', headers.get('client-cert') ?? ''] } },
  };
  expect(open('client-cert').read(joined)).toMatchObject({ kind: 'unreadable' });
});

test('CRT-TLS-013 without a proxy, headers of certificates count for nothing', () => {
  const lines: Lines = [
    ['Client-Cert', bytes(certificate)],
    ['X-Forwarded-Client-Cert', xfcc],
  ];
  expect(inProcess().read(call(lines))).toEqual({ kind: 'none', evidence: { source: 'tls' } });
});

test('the address is what the proxy has added, and not what the client claims', () => {
  const reader = open('client-cert');
  expect(reader.addressOf(call([['X-Forwarded-For', '192.0.2.1, 198.51.100.2']]))).toBe('198.51.100.2');
  expect(reader.addressOf(call([]))).toBeUndefined();
  expect(reader.addressOf(call([['X-Forwarded-For', '192.0.2.1']], '203.0.113.5'))).toBe('203.0.113.5');
  expect(inProcess().addressOf(call([['X-Forwarded-For', '192.0.2.1']], '203.0.113.5'))).toBe('203.0.113.5');
});
