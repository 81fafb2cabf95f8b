import type { HttpMessage } from '../../message.ts';
import { renderDigest } from '../../steps/digest.ts';
import type { Deviation } from '../deviations/deviation.ts';
import { decodePercent } from '../percent.ts';
import type { SignatureAttempt } from './attempt.ts';

type Value = Deviation<SignatureAttempt>;
type Change = (value: string | undefined) => string | undefined;

/** What stands in the lines. */
export function createLineValueDeviations(message: HttpMessage): Value[] {
  return [
    ofTarget('target-without-query', 'without the query', (target) => target.replace(/\?.*$/, '')),
    ...(message.url === undefined ? [] : [ofTarget('target-is-url', 'as whole URL', () => message.url)]),
    ofTarget('target-is-path', 'as path and query only', () => message.target),
    ofTarget('target-without-first-segment', 'without its first segment (a proxy may have put it there)', (target) =>
      dropSegments(target, 1),
    ),
    ofTarget(
      'target-without-two-segments',
      'without its first two segments (a proxy may have put them there)',
      (target) => dropSegments(target, 2),
    ),
    ofTarget('target-decoded', 'with its percent-encoding taken out', decodePercent),
    ofLine(
      '(request-target)',
      'method-in-upper-case',
      'the method in (request-target) is in upper case',
      'method',
      (value) => value?.replace(/^\S+/, (method) => method.toUpperCase()),
    ),
    ofLine('(request-target)', 'target-without-method', '(request-target) has no method', 'method', (value) =>
      value?.replace(/^\S+ /, ''),
    ),
    ofDigest('digest-of-body', 'is the SHA-256 of the body, and not what the header says', () =>
      renderDigest('SHA-256', message.body),
    ),
    ofDigest('digest-of-body-sha-512', 'is the SHA-512 of the body, and not what the header says', () =>
      renderDigest('SHA-512', message.body),
    ),
    ofDigest('digest-without-algorithm', 'has the hash without the name of its algorithm', (value) =>
      value.replace(ALGORITHM, ''),
    ),
    ofDigest('digest-algorithm-in-lower-case', 'has the name of the algorithm in lower case', (value) =>
      value.replace(ALGORITHM, (name) => name.toLowerCase()),
    ),
    ofDigest('digest-algorithm-in-upper-case', 'has the name of the algorithm in upper case', (value) =>
      value.replace(ALGORITHM, (name) => name.toUpperCase()),
    ),
    ofDigest('digest-in-base64url', 'has its header in base64url', (value) =>
      Buffer.from(value, 'latin1').toString('base64url'),
    ),
    ofAll('values-untrimmed', 'the white space around the values is kept', (name) => untrimmed(message, name)),
    ofAll(
      'first-of-repeated',
      'of headers that are sent twice only the first is there',
      (name) => valuesOf(message, name)[0],
    ),
    ofAll('last-of-repeated', 'of headers that are sent twice only the last is there', (name) =>
      valuesOf(message, name).at(-1),
    ),
    ofAll('repeated-joined-by-comma', 'headers that are sent twice are joined by a comma without a blank', (name) =>
      joinValues(message, name, ','),
    ),
    changing('values-in-lower-case', 'the values are in lower case', (value) => value?.toLowerCase()),
    changing('values-percent-decoded', 'the percent-encoding in the values is taken out', (value) =>
      value === undefined ? undefined : decodePercent(value),
    ),
    changing('values-percent-encoded', 'the values are percent-encoded', (value) =>
      value === undefined ? undefined : encodeURIComponent(value),
    ),
  ];
}

const ALGORITHM = /^[\w-]+=/;

function ofDigest(code: string, does: string, change: (value: string) => string): Value {
  return ofLine('digest', code, `the line of digest ${does}`, 'digest', (value = '') => change(value));
}

function ofTarget(code: string, how: string, change: (target: string) => string | undefined): Value {
  return ofLine('(request-target)', code, `the target in (request-target) is written ${how}`, 'target', (value) => {
    const [, method = '', target = ''] = /^(\S+ )?(.*)$/s.exec(value ?? '') ?? [];
    const changed = change(target);
    return changed === undefined ? value : `${method}${changed}`;
  });
}

function ofLine(line: string, code: string, words: string, dimension: string, change: Change): Value {
  return replacing(code, words, `${line} ${dimension}`, (name, value) => (name === line ? change(value) : value));
}

function changing(code: string, words: string, change: Change): Value {
  return replacing(code, words, 'values', (_name, value) => change(value));
}

function ofAll(code: string, words: string, find: (name: string) => string | undefined): Value {
  return replacing(code, words, 'values', (name, value) => (name.startsWith('(') ? value : find(name)));
}

type Replace = (name: string, value: string | undefined) => string | undefined;

function replacing(code: string, words: string, dimension: string, replace: Replace): Value {
  return {
    code,
    dimension,
    words,
    apply(attempt) {
      const find = (name: string) => replace(name, attempt.find(name));
      return attempt.names.every((name) => find(name) === attempt.find(name)) ? undefined : { ...attempt, find };
    },
  };
}

function valuesOf({ headers }: HttpMessage, wanted: string): string[] {
  return headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value.trim());
}

/** Undefined where there is none, as for any header that is not sent. */
function joinValues(message: HttpMessage, wanted: string, separator: string): string | undefined {
  const values = valuesOf(message, wanted);
  return values.length === 0 ? undefined : values.join(separator);
}

function untrimmed({ headers }: HttpMessage, wanted: string): string | undefined {
  const values = headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

function dropSegments(target: string, count: number): string | undefined {
  const rest = target.split('/').slice(count + 1);
  return target.startsWith('/') && rest.length > 0 ? `/${rest.join('/')}` : undefined;
}
