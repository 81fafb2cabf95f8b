import { createHash, createHmac, sign } from 'node:crypto';
import type { IssuedCertificate } from '@openxs2a/certificates/issue';
import { createDemoParty } from '@openxs2a/certificates/issue';
import { type HttpMessage, PROFILES } from '@openxs2a/http-signatures';
import { getHeader, seal, setHeaders } from '../forge.ts';
import { type Attack, createRequest, NOON, type Scene } from '../scene.ts';

const profile = PROFILES['jws-http-headers'];
const HEADER = 'x-jws-signature';
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

type Protected = Record<string, unknown>;

/** A sealed message, changed on its way. */
const changed =
  (change: (message: HttpMessage, scene: Scene) => HttpMessage | Promise<HttpMessage>): Attack['make'] =>
  async (scene) => ({ profile, message: await change(await seal(scene.seal, profile), scene) });

/** The header of the signature rewritten; the signature itself stays. */
const rewritten = (edit: (header: Protected) => Protected) =>
  changed((message) => {
    const [encoded = '', , signature = ''] = getHeader(message, HEADER).split('.');
    const header: Protected = JSON.parse(Buffer.from(encoded, 'base64url').toString());
    return setHeaders(message, [[HEADER, `${encode(edit(header))}..${signature}`]]);
  });

/** The header rewritten and signed again with the good key, by a client that keeps to no rule. */
const forged = (
  edit: (header: Protected, scene: Scene) => Protected,
  change: (message: HttpMessage) => HttpMessage = (message) => message,
) =>
  changed((message, scene) => {
    const [encoded = ''] = getHeader(message, HEADER).split('.');
    const header = edit(JSON.parse(Buffer.from(encoded, 'base64url').toString()), scene);
    const altered = change(message);
    return setHeaders(altered, [[HEADER, signJws(header, altered, scene.seal)]]);
  });

function signJws(header: Protected, message: HttpMessage, { privateKey }: IssuedCertificate): string {
  const encoded = encode(header);
  const input = `${encoded}.${toPayload(header, message)}`;
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
  return `${encoded}..${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
}

function toPayload(header: Protected, message: HttpMessage): string {
  // holds: the header is one that our own signer made, or an edit of it
  const { pars = [] } = (header['sigD'] ?? {}) as { pars?: readonly string[] };
  const valueFor = (name: string) =>
    name === '(request-target)'
      ? `${message.method.toLowerCase()} ${message.target}`
      : (message.headers.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1] ?? '');
  return pars.map((name) => `${name.toLowerCase()}: ${valueFor(name)}`).join('\n');
}

const withSigD = (edit: (sigD: Protected) => Protected) => (header: Protected) => ({
  ...header,
  // holds: the header is one that our own signer made
  sigD: edit(header['sigD'] as Protected),
});
const without = (name: string) => (header: Protected) => {
  const { [name]: _, ...others } = header;
  return others;
};
const withPars = (edit: (pars: readonly string[]) => readonly string[]) =>
  // holds, as above
  withSigD((sigD) => ({ ...sigD, pars: edit(sigD['pars'] as readonly string[]) }));
const signedAt = (time: number) => (header: Protected) => ({
  ...header,
  sigT: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'),
});

/** The certificate of somebody else, in place of one's own. */
async function certificateOfOther({ authority }: Scene) {
  const party = createDemoParty({ organizationIdentifier: 'PSDDE-BAFIN-654321' });
  return (await authority.issueQsealc(party)).certificate;
}

export const JWS_ATTACKS: readonly Attack[] = (
  [
    // ---------------------------------------------------------------- algorithms
    [
      'JWS: the algorithm none, and no signature',
      'signature-malformed',
      changed((message) => {
        const [encoded = ''] = getHeader(message, HEADER).split('.');
        const header: Protected = JSON.parse(Buffer.from(encoded, 'base64url').toString());
        return setHeaders(message, [[HEADER, `${encode({ ...header, alg: 'none' })}..`]]);
      }),
    ],
    [
      'JWS: the algorithm none, spelled otherwise',
      'algorithm-refused',
      rewritten((header) => ({ ...header, alg: 'nOnE' })),
    ],
    [
      'JWS: a MAC keyed with the public key',
      'algorithm-refused',
      changed((message, scene) => {
        const [encoded = ''] = getHeader(message, HEADER).split('.');
        const header: Protected = { ...JSON.parse(Buffer.from(encoded, 'base64url').toString()), alg: 'HS256' };
        const secret = scene.seal.certificate.key.keyObject.export({ type: 'spki', format: 'pem' });
        const mac = createHmac('sha256', secret).update(`${encode(header)}.${toPayload(header, message)}`);
        return setHeaders(message, [[HEADER, `${encode(header)}..${mac.digest('base64url')}`]]);
      }),
    ],
    [
      'JWS: the algorithm of another key',
      'algorithm-does-not-fit-key',
      forged((header) => ({ ...header, alg: 'RS256' })),
    ],
    ['JWS: the curve of another key', 'algorithm-does-not-fit-key', forged((header) => ({ ...header, alg: 'ES512' }))],
    // ---------------------------------------------------------------- what the header says
    [
      'JWS: a critical parameter that nobody knows',
      'critical-parameter-unknown',
      forged((header) => ({ ...header, crit: ['b64', 'sigT', 'sigD', 'exp'], exp: 1 })),
    ],
    ['JWS: the payload in base64 after all', 'signature-malformed', forged((header) => ({ ...header, b64: true }))],
    ['JWS: nothing that is critical', 'parameter-missing', forged(without('crit'))],
    [
      'JWS: headers signed by another mechanism',
      'signature-malformed',
      forged(withSigD((sigD) => ({ ...sigD, mId: 'http://uri.etsi.org/19182/ObjectIdByURI' }))),
    ],
    ['JWS: no word of what is signed', 'parameter-missing', forged(without('sigD'))],
    [
      'JWS: with its payload',
      'signature-malformed',
      changed((message) =>
        setHeaders(message, [[HEADER, getHeader(message, HEADER).replace('..', `.${encode('payload')}.`)]]),
      ),
    ],
    [
      'JWS: two parts',
      'signature-malformed',
      changed((message) => setHeaders(message, [[HEADER, getHeader(message, HEADER).replace('..', '.')]])),
    ],
    [
      'JWS: a header that is no JSON',
      'signature-malformed',
      changed((message) => setHeaders(message, [[HEADER, `${Buffer.from('{').toString('base64url')}..AAAA`]])),
    ],
    [
      'JWS: a header of a megabyte',
      'header-too-large',
      rewritten((header) => ({ ...header, x: 'y'.repeat(1_000_000) })),
    ],
    // ---------------------------------------------------------------- whose certificate
    [
      "JWS: another TPP's certificate beside one's own signature",
      'signature-mismatch',
      async (scene: Scene) => {
        const other = await certificateOfOther(scene);
        const make = forged((header) => ({ ...header, x5c: [Buffer.from(other.der).toString('base64')] }));
        return make(scene);
      },
    ],
    [
      "JWS: the thumbprint of another TPP's certificate",
      'key-id-mismatch',
      async (scene: Scene) => {
        const other = await certificateOfOther(scene);
        const make = forged((header) => ({
          ...header,
          'x5t#S256': Buffer.from(other.fingerprint, 'hex').toString('base64url'),
        }));
        return make(scene);
      },
    ],
    [
      'JWS: a key that the attacker sends along',
      'certificate-missing',
      forged((header, { seal: own }) => ({
        ...without('x5c')(header),
        jwk: own.certificate.key.keyObject.export({ format: 'jwk' }),
      })),
    ],
    [
      'JWS: a key to be fetched from the attacker',
      'certificate-missing',
      forged((header) => ({ ...without('x5c')(header), jku: 'https://attacker.example/keys', kid: '1' })),
    ],
    ['JWS: a certificate of junk', 'certificate-malformed', forged((header) => ({ ...header, x5c: ['AAAA'] }))],
    // ---------------------------------------------------------------- what is signed
    ['JWS: another body', 'digest-mismatch', changed((message) => ({ ...message, body: Buffer.from('{}') }))],
    [
      'JWS: another body with a digest that fits it',
      'signature-mismatch',
      changed((message) => {
        const body = Buffer.from('{}');
        return setHeaders({ ...message, body }, [
          ['Digest', `SHA-256=${createHash('sha256').update(body).digest('base64')}`],
        ]);
      }),
    ],
    [
      'JWS: another path',
      'signature-mismatch',
      changed((message) => ({ ...message, target: '/v1/payments/sepa-credit-transfers' })),
    ],
    ['JWS: another method', 'signature-mismatch', changed((message) => ({ ...message, method: 'PUT' }))],
    [
      'JWS: method and path not signed',
      'signed-header-missing',
      forged(withPars((pars) => pars.filter((name) => name !== '(request-target)'))),
    ],
    [
      'JWS: the digest not signed',
      'signed-header-missing',
      forged(withPars((pars) => pars.filter((name) => name !== 'digest'))),
    ],
    ['JWS: nothing signed', 'signed-header-missing', forged(withPars(() => []))],
    ['JWS: a header signed twice', 'signed-header-duplicated', forged(withPars((pars) => [...pars, 'digest']))],
    [
      'JWS: a header signed that is not there',
      'signed-header-absent',
      forged(withPars((pars) => [...pars, 'x-not-there'])),
    ],
    // ---------------------------------------------------------------- when
    ['JWS: signed an hour ago', 'too-old', forged(signedAt(NOON.getTime() - 3_600_000))],
    ['JWS: signed in an hour', 'not-yet-valid', forged(signedAt(NOON.getTime() + 3_600_000))],
    ['JWS: signed at no time', 'date-malformed', forged((header) => ({ ...header, sigT: 'yesterday' }))],
    // ---------------------------------------------------------------- the signature
    ['JWS: no signature header', 'signature-missing', changed((message) => setHeaders(message, [[HEADER, undefined]]))],
    [
      'JWS: two signature headers',
      'header-duplicated',
      changed((message) => ({ ...message, headers: [...message.headers, [HEADER, getHeader(message, HEADER)]] })),
    ],
    [
      'JWS: a signature of zeros',
      'signature-mismatch',
      changed((message) =>
        setHeaders(message, [
          [HEADER, `${getHeader(message, HEADER).split('.')[0]}..${Buffer.alloc(64).toString('base64url')}`],
        ]),
      ),
    ],
    [
      'JWS: the signature of another request',
      'signature-mismatch',
      changed(async (message, { seal: own }) => {
        const other = await seal(own, profile, createRequest({ body: Buffer.from('{"a":1}') }));
        return setHeaders(message, [[HEADER, getHeader(other, HEADER)]]);
      }),
    ],
  ] as const
).map(([name, reason, make]) => ({ name, at: 'seal', reason, make }));
