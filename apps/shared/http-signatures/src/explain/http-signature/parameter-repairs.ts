import { parseParameters } from '../../http-signature/parameters.ts';
import type { Deviation } from '../deviations/deviation.ts';
import { quote } from '../printable.ts';
import { trimEnd } from '../trim.ts';

type Repair = Deviation<string>;

/** What is done to the parameters of a signature on the way from a standard to a header. */
export function createParameterRepairs(text: string): readonly Repair[] {
  return [...REPAIRS, ...namesIn(text).map(withoutParameter)];
}

const REPAIRS: readonly Repair[] = [
  repairing('scheme-name', 'the word "Signature" before them is left out', (text) =>
    text.replace(/^Signature[ :]+/i, ''),
  ),
  repairing('typographic-quotes', 'the typographic quotes are plain ones', (text) =>
    text.replace(/\xe2\x80[\x9c-\x9f]|[\u201c-\u201f]/g, '"'),
  ),
  repairing('single-quotes', 'there are double quotes instead of single ones', (text) =>
    text.replace(/=\s*'([^']*)'/g, '="$1"'),
  ),
  repairing('no-quotes', 'all values are between quotes', quoteValues),
  repairing('semicolons', 'there are commas between them instead of semicolons', (text) =>
    text.replace(/("\s*);(\s*[A-Za-z]+=)/g, '$1,$2'),
  ),
  repairing('no-commas', 'there are commas between them', (text) => text.replace(/"[ \t\r\n]+([A-Za-z]+=)/g, '",$1')),
  repairing('comma-at-end', 'the comma at the end is left out', (text) => trimEnd(text, ',; \t')),
  repairing('backslash-quotes', 'the backslashes before the quotes are left out', (text) =>
    text.replaceAll('\\"', '"'),
  ),
  repairing('escapes-in-key-id', 'the backslashes in the values are doubled, as a quoted string wants them', (text) =>
    text.replace(/\\(?!["\\])/g, '\\\\'),
  ),
  repairing('name-in-other-case', 'their names are keyId, algorithm, headers, signature, in this spelling', (text) =>
    text.replace(
      /(^|,)(\s*)(keyid|algorithm|headers|signature)(\s*=)/gi,
      (_all, before: string, blank: string, name: string, sign: string) =>
        `${before}${blank}${name.toLowerCase().replace('keyid', 'keyId')}${sign}`,
    ),
  ),
];

/** Strings that are quoted stay as they are, commas and all. */
function quoteValues(text: string): string {
  return text.replace(
    /"(?:[^"\\]|\\.)*"|((?<![A-Za-z])[A-Za-z]+\s*=\s*)([^"',\s][^",]*)/g,
    (all, name?: string, value?: string) => (name === undefined ? all : `${name}"${value}"`),
  );
}

function withoutParameter(name: string): Repair {
  const pattern = new RegExp(`(^|,)[ \\t]*${name.replace(/[.*+?^$|]/g, '\\$&')}[ \\t]*=[ \\t]*(?:"[^"]*"|[^",]*)`);
  return {
    ...repairing('parameter-left-out', `${quote(name)} is left out`, (text) =>
      text.replace(pattern, '').replace(/^,/, ''),
    ),
    dimension: `without ${name}`,
  };
}

/** Only what might be too much: a name that is not known, or comes a second time. */
function namesIn(text: string): readonly string[] {
  const parsed = parseParameters(text);
  const names = parsed.accepted ? parsed.evidence.map(({ name }) => name) : [];
  const isKnown = (name: string) => /^(?:keyid|algorithm|headers|signature)$/i.test(name);
  return [...new Set(names.filter((name, index) => !isKnown(name) || names.indexOf(name) !== index))];
}

function repairing(code: string, words: string, change: (text: string) => string): Repair {
  return {
    code,
    dimension: code,
    words,
    apply(text) {
      const changed = change(text);
      return changed === text ? undefined : changed;
    },
  };
}
