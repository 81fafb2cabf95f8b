import { decodeProtectedHeader } from 'jose';
import { decodeBase64 } from '../steps/base64.ts';
import { parseUtcTime } from '../steps/freshness.ts';
import { accept, quote, refuse, type Step } from '../verdict.ts';

export const HTTP_HEADERS = 'http://uri.etsi.org/19182/HttpHeaders';

/** A compact JWS without its payload (RFC 7515, appendix F), over HTTP headers (TS 119 182-1, 5.2.8.2). */
export interface DetachedJws {
  /** As it is signed. */
  readonly encodedHeader: string;
  readonly header: ProtectedHeader;
  /** In base64url, in the one spelling of its bytes. */
  readonly encodedSignature: string;
}

export interface ProtectedHeader {
  readonly alg: string;
  /** What is signed, as written. */
  readonly pars: readonly string[];
  /** When it was made: `sigT`, or `iat` of the newer JAdES. */
  readonly signedAt: { readonly text: string; readonly time: Date | undefined };
  /** Base64 of DER, the signer's first. */
  readonly x5c: readonly string[];
  /** SHA-256 of the certificate, base64url without padding. */
  readonly thumbprint?: string;
}

export function parseDetachedJws(text: string): Step<DetachedJws> {
  const [encodedHeader = '', payload, encodedSignature = '', ...more] = text.split('.');
  if (payload !== '' || more.length > 0) return refuse('signature-malformed', { expected: 'header..signature' });
  // jose would read other spellings, too: padded ones, and with white space inside
  if ([encodedHeader, encodedSignature].some((part) => decodeBase64(part, 'base64url') === undefined))
    return refuse('signature-malformed', { expected: 'base64url' });
  const json = decodeHeader(encodedHeader);
  if (json === undefined) return refuse('signature-malformed', { expected: 'a JSON object' });
  const header = readProtectedHeader(json);
  return header.accepted ? accept({ encodedHeader, header: header.evidence, encodedSignature }) : header;
}

/** What is signed: RFC 7797, 3. */
export function renderSigningInput(encodedHeader: string, payload: string): string {
  return `${encodedHeader}.${payload}`;
}

/**
 * The extensions that we understand beside `b64`, as jose wants them told: all have to be in the protected header.
 * Whoever names another in `crit` wants us to refuse (RFC 7515, 4.1.11).
 */
export const EXTENSIONS = { sigT: true, sigD: true, iat: true } as const;
/** Those that `crit` has to name where they are used (RFC 7797, 6; TS 119 182-1, 5.1.9). */
const CRITICAL = ['b64', 'sigD', 'sigT'] as const;
const MOST_PARS = 64;
const MOST_CERTIFICATES = 8;

type Json = Readonly<Record<string, unknown>>;

function decodeHeader(encodedHeader: string): Json | undefined {
  try {
    return decodeProtectedHeader({ protected: encodedHeader });
  } catch {
    // what jose cannot read is no header
    return undefined;
  }
}

function readProtectedHeader(json: Json): Step<ProtectedHeader> {
  const fault = checkExtensions(json);
  if (fault !== undefined) return fault;
  const { alg, sigD, x5c = [], 'x5t#S256': thumbprint } = json;
  if (typeof alg !== 'string') return refuse('parameter-missing', { parameter: 'alg' });
  if (!isObject(sigD)) return refuse('parameter-missing', { parameter: 'sigD' });
  if (sigD['mId'] !== HTTP_HEADERS) return refuse('signature-malformed', { parameter: 'sigD.mId' });
  if (!isTexts(sigD['pars'], MOST_PARS)) return refuse('signature-malformed', { parameter: 'sigD.pars' });
  if (!isTexts(x5c, MOST_CERTIFICATES)) return refuse('signature-malformed', { parameter: 'x5c' });
  const signedAt = readTime(json);
  if (signedAt === undefined) return refuse('parameter-missing', { parameter: 'sigT' });
  const known = { alg, pars: sigD['pars'], signedAt, x5c };
  if (thumbprint === undefined) return accept(known);
  if (typeof thumbprint !== 'string') return refuse('signature-malformed', { parameter: 'x5t#S256' });
  return accept({ ...known, thumbprint: thumbprint.replace(/=+$/, '') });
}

function checkExtensions(json: Json) {
  const { crit, b64 } = json;
  if (b64 === undefined) return refuse('parameter-missing', { parameter: 'b64' });
  if (b64 !== false) return refuse('signature-malformed', { parameter: 'b64', expected: false });
  if (crit === undefined) return refuse('parameter-missing', { parameter: 'crit' });
  if (!isTexts(crit, MOST_PARS) || new Set(crit).size !== crit.length)
    return refuse('signature-malformed', { parameter: 'crit' });
  const unknown = crit.find((name) => name !== 'b64' && !Object.hasOwn(EXTENSIONS, name));
  if (unknown !== undefined) return refuse('critical-parameter-unknown', { parameter: quote(unknown) });
  const absent = crit.find((name) => !Object.hasOwn(json, name));
  if (absent !== undefined) return refuse('parameter-missing', { parameter: absent });
  const unnamed = CRITICAL.find((name) => Object.hasOwn(json, name) && !crit.includes(name));
  return unnamed === undefined ? undefined : refuse('parameter-missing', { parameter: 'crit', name: unnamed });
}

function readTime({ sigT, iat }: Json): ProtectedHeader['signedAt'] | undefined {
  if (typeof sigT === 'string') return { text: sigT, time: parseUtcTime(sigT) };
  if (typeof iat !== 'number') return undefined;
  const time = new Date(iat * 1000);
  return { text: String(iat), time: Number.isNaN(time.getTime()) ? undefined : time };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown, most: number): value is readonly string[] {
  return Array.isArray(value) && value.length <= most && value.every((each) => typeof each === 'string');
}
