import {
  type Certificate,
  type DistinguishedName,
  type NameAttribute,
  parseName,
  renderName,
  sameName,
} from '@openxs2a/certificates';
import type { Hint } from '../deviations/deviation.ts';
import { decodePercent } from '../percent.ts';
import { quote } from '../printable.ts';

/** What in the issuer of a keyId is not what the certificate says, attribute by attribute. */
export function describeIssuerDifference(keyId: string, { issuer }: Pick<Certificate, 'issuer'>): readonly Hint[] {
  const text = /CA=(.*)$/is.exec(keyId)?.[1];
  if (text === undefined) return [];
  const name = parseName(toUtf8(decodePercent(text))) ?? parseName(text);
  if (name === undefined) {
    return [
      {
        codes: ['issuer-is-no-name'],
        words: `${quote(text)} is no distinguished name: KEY=value, separated by commas.`,
      },
    ];
  }
  const missing = without(issuer, name);
  const extra = without(name, issuer);
  const words =
    missing.length + extra.length === 0
      ? [ORDER]
      : [...say('The certificate has', missing), ...say('keyId has', extra)];
  return [{ codes: ['issuer-attributes'], words: words.join(' ') }];
}

const ORDER = 'The issuer has the right parts, but neither in the order of the certificate nor in the reverse one.';

/** What `all` has and `others` does not. */
function without(all: DistinguishedName, others: DistinguishedName): readonly NameAttribute[] {
  const rest = others.flat().map((attribute) => [[attribute]]);
  return all.flat().filter((attribute) => {
    const at = rest.findIndex((other) => sameName(other, [[attribute]]));
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

function say(who: string, attributes: readonly NameAttribute[]): readonly string[] {
  if (attributes.length === 0) return [];
  return [`${who} ${attributes.map((attribute) => renderName([[attribute]])).join(', ')}, which the other has not.`];
}

function toUtf8(bytes: string): string {
  const decoded = Buffer.from(bytes, 'latin1').toString('utf8');
  return decoded.includes('\ufffd') ? bytes : decoded;
}
