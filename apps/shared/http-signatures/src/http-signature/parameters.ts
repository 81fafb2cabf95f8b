import { accept, quote, refuse, type Step } from '../verdict.ts';

/** `strict`: the four parameters, each once and quoted. `lenient`: others are passed over, names in any case, quotes where needed. */
export type ParameterGrammar = 'strict' | 'lenient';

/** A parameter as it stands. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
  /** What is between the quotes, escapes and all. */
  readonly raw: string;
  readonly isQuoted: boolean;
}

export interface SignatureParameters {
  readonly keyId: string;
  /** The same as sent: who puts a name with escapes (RFC 4514) between quotes often forgets to escape those. */
  readonly rawKeyId: string;
  readonly algorithm: string;
  readonly headers: string;
  readonly signature: string;
}

const NAMES = ['keyId', 'algorithm', 'headers', 'signature'] as const;
type Name = (typeof NAMES)[number];
/** How the standard spells them, by lower-case name. */
const SPELLINGS: ReadonlyMap<string, Name> = new Map(NAMES.map((name) => [name.toLowerCase(), name]));

/** They limit what a signature is good for (draft-cavage-12, 2.1.4 and 2.1.5), so that no grammar may pass over them. */
const NEVER_IGNORED: ReadonlySet<string> = new Set(['created', 'expires']);

const PARAMETER =
  /[ \t]*([!#$%&'*+\-.^_`|~0-9A-Za-z]+)[ \t]*=[ \t]*(?:"([^"\\]*(?:\\[\t\x20-\x7e\x80-\xff][^"\\]*)*)"|([!#$%&'*+\-.^_`|~0-9A-Za-z]+))[ \t]*(,|$)/y;

/** Splits `name="value",…` (auth-param of RFC 7235, 2.1), whatever the names are. */
export function parseParameters(text: string): Step<readonly Parameter[]> {
  const parameters: Parameter[] = [];
  PARAMETER.lastIndex = 0;
  for (let separator = ','; separator === ','; ) {
    const at = PARAMETER.lastIndex;
    const match = PARAMETER.exec(text);
    if (match === null) return refuse('signature-malformed', { at, found: quote(text.slice(at)) });
    const [, name = '', quoted, token = '', end = ''] = match;
    const raw = quoted ?? token;
    const value = raw.includes('\\') ? raw.replace(/\\(.)/g, '$1') : raw;
    parameters.push({ name, value, raw, isQuoted: quoted !== undefined });
    separator = end;
  }
  return accept(parameters);
}

/** As nearly everybody writes them, and every grammar takes them: read in one go, which takes half the time. */
const PLAIN = /^keyId="([^"\\]*)",algorithm="([^"\\]*)",headers="([^"\\]*)",signature="([^"\\]*)"$/;

/** The parameters of a `Signature` header (draft-cavage-12, 2.1), in any order, none of them twice. */
export function parseSignatureParameters(text: string, grammar: ParameterGrammar): Step<SignatureParameters> {
  const plain = PLAIN.exec(text);
  if (plain === null) return collectParameters(text, grammar);
  const [, keyId = '', algorithm = '', headers = '', signature = ''] = plain;
  return accept({ keyId, rawKeyId: keyId, algorithm, headers, signature });
}

function collectParameters(text: string, grammar: ParameterGrammar): Step<SignatureParameters> {
  const parsed = parseParameters(text);
  if (!parsed.accepted) return parsed;
  const found = new Map<string, Parameter>();
  for (const parameter of parsed.evidence) {
    const key = parameter.name.toLowerCase();
    if (found.has(key)) return refuse('parameter-duplicated', { parameter: quote(parameter.name) });
    found.set(key, parameter);
    const fault = checkParameter(parameter, key, grammar);
    if (fault !== undefined) return fault;
  }
  const keyId = found.get('keyid');
  const algorithm = found.get('algorithm');
  const headers = found.get('headers');
  const signature = found.get('signature');
  if (keyId === undefined || algorithm === undefined || headers === undefined || signature === undefined)
    return refuse('parameter-missing', { parameter: NAMES.find((name) => !found.has(name.toLowerCase())) ?? '' });
  return accept({
    keyId: keyId.value,
    rawKeyId: keyId.raw,
    algorithm: algorithm.value,
    headers: headers.value,
    signature: signature.value,
  });
}

function checkParameter({ name, isQuoted }: Parameter, key: string, grammar: ParameterGrammar) {
  const isLenient = grammar === 'lenient';
  const known = SPELLINGS.get(key);
  const isKnown = known !== undefined && (isLenient || known === name);
  if (!isKnown && (!isLenient || NEVER_IGNORED.has(key)))
    return refuse('parameter-unknown', { parameter: quote(name) });
  if (isKnown && !isLenient && !isQuoted) return refuse('signature-malformed', { parameter: name, quoted: false });
  return undefined;
}

/** The value of a `Signature` header. */
export function renderSignatureParameters(parameters: Readonly<Record<Name, string>>): string {
  return NAMES.map((name) => `${name}="${parameters[name].replace(/["\\]/g, '\\$&')}"`).join(',');
}
