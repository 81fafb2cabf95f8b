import { QcCClegislation, QcEuPDS, QcEuRetentionPeriod, QcType } from '@peculiar/asn1-x509-qualified-etsi';
import type { QualifiedStatements, Read } from '../certificate.ts';
import { OIDS } from '../oids.ts';
import { parseDer, parseList } from './asn1.ts';
import { CertificateError, malformed } from './error.ts';
import { readPsd2Statement } from './psd2.ts';
import { readStatements, type Statement } from './qc-statements.ts';
import { findRepeated } from './repeated.ts';
import { toAscii } from './text.ts';
import { checkCount } from './values.ts';

const CLAUSE = 'RFC 3739 3.2.6';

interface Problem {
  readonly problem: string;
  readonly clause: string;
}

/** The value of the extension qcStatements (EN 319 412-5, TS 119 495 5.1), in whatever order its statements stand. */
export function readQualified(extension: Uint8Array | undefined): Read<QualifiedStatements> {
  if (extension === undefined) return { kind: 'absent' };
  try {
    return interpret(readStatements(extension));
  } catch (error) {
    return { kind: 'malformed', problem: messageOf(error), clause: CLAUSE };
  }
}

function interpret({ statements, isList }: ReturnType<typeof readStatements>): Read<QualifiedStatements> {
  const problems = isList ? [] : [broken('It is one QCStatement, not a SEQUENCE OF them.')];
  const oids = statements.map(({ oid }) => oid);
  const repeated = findRepeated(oids);
  if (repeated !== undefined) problems.push(broken(`The statement ${repeated} stands twice.`));
  const read = statements.map((statement) => readKnown(statement, problems));
  const value: QualifiedStatements = {
    statements: oids,
    isQualified: oids.includes(OIDS.qcCompliance),
    isKeyInDevice: oids.includes(OIDS.qcSscd),
    types: [],
    disclosures: [],
    psd2: { kind: 'absent' },
    ...Object.assign({}, ...read),
  };
  const [first] = problems;
  return first === undefined ? { kind: 'present', value } : { kind: 'malformed', ...first, value };
}

const READERS: ReadonlyMap<string, (content: Uint8Array | undefined) => Partial<QualifiedStatements>> = new Map([
  [OIDS.qcCompliance, readNothing],
  [OIDS.qcSscd, readNothing],
  [OIDS.qcType, (content) => ({ types: parseList(demand(content, 'QcType'), QcType, 'QcType') })],
  [OIDS.qcPds, (content) => ({ disclosures: readDisclosures(content) })],
  [OIDS.qcRetentionPeriod, (content) => ({ retentionYears: readRetentionPeriod(content) })],
  [OIDS.qcCClegislation, (content) => ({ legislation: readLegislation(content) })],
  [OIDS.psd2Statement, (content) => ({ psd2: readPsd2Statement(content) })],
]);

/** A malformed statement is left out of what could be read. The PSD2 one says itself what is wrong with it. */
function readKnown({ oid, content }: Statement, problems: Problem[]): Partial<QualifiedStatements> {
  try {
    return READERS.get(oid)?.(content) ?? {};
  } catch (error) {
    problems.push({ problem: `${oid}: ${messageOf(error)}`, clause: 'EN 319 412-5 4' });
    return {};
  }
}

function readNothing(content: Uint8Array | undefined): Partial<QualifiedStatements> {
  if (content !== undefined) throw malformed('The statement has a content.');
  return {};
}

function readDisclosures(content: Uint8Array | undefined): QualifiedStatements['disclosures'] {
  const locations = parseList(demand(content, 'QcEuPDS'), QcEuPDS, 'QcEuPDS');
  return locations.map(({ url, language }) => ({ url: toAscii(url), language: toAscii(language) }));
}

function readRetentionPeriod(content: Uint8Array | undefined): number {
  const what = 'QcEuRetentionPeriod';
  return checkCount(parseDer(demand(content, what), QcEuRetentionPeriod, what).value, what);
}

function readLegislation(content: Uint8Array | undefined): readonly string[] {
  return parseList(demand(content, 'QcCClegislation'), QcCClegislation, 'QcCClegislation').map(toAscii);
}

function demand(content: Uint8Array | undefined, what: string): Uint8Array {
  if (content === undefined) throw malformed(`"${what}" is missing.`);
  return content;
}

function broken(problem: string): Problem {
  return { problem, clause: CLAUSE };
}

function messageOf(error: unknown): string {
  if (error instanceof CertificateError) return error.message;
  throw error;
}
