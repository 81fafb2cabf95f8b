import { shortenIbans } from './iban.ts';

/** Ends of names under which secrets travel in queries, forms and JSON. */
const SECRET_NAME = '(?:passw|passphrase|passcode|secret|token|assertion|credential|api_?key|otp)[\\w.-]{0,40}';

/** Each goes through a text once, whatever is in it: what is logged may come from an attacker. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [
    /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|$)/g,
    '[private key]',
  ],
  [/\b(Bearer|Basic|DPoP)\s+[\w.~+/=-]{8,}/gi, '$1 [redacted]'],
  [/(?<![\w-])eyJ[\w-]{4,}\.[\w-]*(?:\.[\w-]*){1,3}/g, '[token]'],
  [/(?<![a-z\d+.-])([a-z][a-z\d+.-]{0,20}:\/\/)[^\s/]*@/gi, '$1[redacted]@'],
  [new RegExp(`(${SECRET_NAME})=[^&\\s"']+`, 'gi'), '$1=[redacted]'],
  [/([?&](?:code|state|nonce|code_verifier|id_token_hint|login_hint))=[^&\s"']+/gi, '$1=[redacted]'],
  // In JSON, and in JSON that stands in a text of JSON.
  [new RegExp(`(${SECRET_NAME}\\\\{0,8}"\\s*:\\s*\\\\{0,8}")(?:\\\\.|[^"\\\\])*`, 'gi'), '$1[redacted]'],
];

/** Longer than any name that people give, and as long as 30 random bytes in base64. */
const RANDOM_RUN = /[A-Za-z0-9+/_=-]{40,}/g;

/** What every rule needs somewhere. Most texts of a log have none of it, and are done with one look. */
const SUSPICIOUS = /-----BEGIN|bearer|basic|dpop|eyJ|:\/\/|[="]|(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}|[A-Za-z0-9+/_=-]{40}/i;

/** The text without what no log may hold; what is left can still be read. */
export function redactText(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  let redacted = text;
  for (const [pattern, replacement] of RULES) redacted = redacted.replace(pattern, replacement);
  return shortenIbans(redacted.replace(RANDOM_RUN, (run) => (isRandom(run) ? '[redacted]' : run)));
}

/** Mixed cases that make no words: base64 of something. Fingerprints in hex, paths and operation names are none. */
function isRandom(run: string): boolean {
  const upper = run.match(/[A-Z]/g)?.length ?? 0;
  const lower = run.match(/[a-z]/g)?.length ?? 0;
  return upper >= 3 && lower >= 3 && !run.split(/[/_=+-]/).every(isName);
}

const isName = (piece: string) => /^(?:[A-Z]*|[A-Z]?[a-z]+)(?:[A-Z][a-z]+)*\d*$/.test(piece);
