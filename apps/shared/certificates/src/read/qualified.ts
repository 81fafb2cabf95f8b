import type { QualifiedStatements, Read } from '../certificate.ts';
import { OIDS } from '../oids.ts';
import { type DerNode, readDer, TAG } from './der.ts';
import { CertificateError, malformed } from './error.ts';
import { elementsOf, expectTag, fieldsOf } from './fields.ts';
import { readPsd2Statement } from './psd2.ts';
import { findRepeated } from './repeated.ts';
import { toAscii } from './text.ts';
import { toCount, toOid } from './values.ts';

const CLAUSE = 'RFC 3739 3.2.6';

interface Statement {
  readonly oid: string;
  readonly content: DerNode | undefined;
}

interface Problem {
  readonly problem: string;
  readonly clause: string;
}

/** The value of the extension qcStatements (EN 319 412-5, TS 119 495 5.1), in whatever order its statements stand. */
export function readQualified(extension: Uint8Array | undefined): Read<QualifiedStatements> {
  if (extension === undefined) return { kind: 'absent' };
  try {
    return interpret(readStatements(readDer(extension)));
  } catch (error) {
    return { kind: 'malformed', problem: messageOf(error), clause: CLAUSE };
  }
}

function readStatements(node: DerNode): { readonly statements: readonly Statement[]; readonly problems: Problem[] } {
  expectTag(node, TAG.sequence, 'qcStatements');
  // one statement in place of a list of them: the OID stands where the first statement should
  if (node.children[0]?.tag === TAG.oid)
    return { statements: [readStatement(node)], problems: [broken('It is one QCStatement, not a SEQUENCE OF them.')] };
  return { statements: elementsOf(node, 'qcStatements').map(readStatement), problems: [] };
}

function readStatement(node: DerNode): Statement {
  const fields = fieldsOf(expectTag(node, TAG.sequence, 'QCStatement'));
  const oid = toOid(fields.take(TAG.oid, 'statementId'));
  const content = fields.takeAny();
  fields.end('QCStatement');
  return { oid, content };
}

function interpret({ statements, problems }: ReturnType<typeof readStatements>): Read<QualifiedStatements> {
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

const READERS: ReadonlyMap<string, (content: DerNode | undefined) => Partial<QualifiedStatements>> = new Map([
  [OIDS.qcCompliance, readNothing],
  [OIDS.qcSscd, readNothing],
  [OIDS.qcType, (content) => ({ types: listOf(content, 'QcType').map(toTypeOid) })],
  [OIDS.qcPds, (content) => ({ disclosures: listOf(content, 'QcEuPDS').map(readDisclosure) })],
  [
    OIDS.qcRetentionPeriod,
    (content) => ({
      retentionYears: toCount(expectTag(content, TAG.integer, 'QcEuRetentionPeriod'), 'QcEuRetentionPeriod'),
    }),
  ],
  [OIDS.qcCClegislation, (content) => ({ legislation: listOf(content, 'QcCClegislation').map(toCountry) })],
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

function readNothing(content: DerNode | undefined): Partial<QualifiedStatements> {
  if (content !== undefined) throw malformed('The statement has a content.');
  return {};
}

function listOf(content: DerNode | undefined, what: string): readonly DerNode[] {
  return elementsOf(expectTag(content, TAG.sequence, what), what);
}

function toTypeOid(node: DerNode): string {
  return toOid(expectTag(node, TAG.oid, 'QcType'));
}

function toCountry(node: DerNode): string {
  return toAscii(expectTag(node, TAG.printableString, 'QcCClegislation').content);
}

function readDisclosure(node: DerNode): QualifiedStatements['disclosures'][number] {
  const fields = fieldsOf(expectTag(node, TAG.sequence, 'PdsLocation'));
  const url = toAscii(fields.take(TAG.ia5String, 'url').content);
  const language = toAscii(fields.take(TAG.printableString, 'language').content);
  fields.end('PdsLocation');
  return { url, language };
}

function broken(problem: string): Problem {
  return { problem, clause: CLAUSE };
}

function messageOf(error: unknown): string {
  if (error instanceof CertificateError) return error.message;
  throw error;
}
