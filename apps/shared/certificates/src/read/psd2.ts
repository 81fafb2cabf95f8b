import type { Psd2Statement, Read } from '../certificate.ts';
import { type DerNode, TAG } from './der.ts';
import { CertificateError, malformed } from './error.ts';
import { expectTag, sequenceOf } from './fields.ts';
import { findText } from './text.ts';
import { toOid } from './values.ts';

const SYNTAX = 'TS 119 495 5.1';
/** Every text of the statement is SIZE (1..256). */
const MAX_TEXT = 256;

/** What follows the OID of the statement. What its form breaks is said, and what could be read is given all the same. */
export function readPsd2Statement(node: DerNode | undefined): Read<Psd2Statement> {
  const problems: string[] = [];
  const attempt = <Value>(read: () => Value): Value | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof CertificateError)) throw error;
      problems.push(error.message);
      return undefined;
    }
  };
  const fields = attempt(() => sequenceOf(node, 'PSD2QcType'));
  const roles = attempt(() => expectTag(fields?.takeAny(), TAG.sequence, 'rolesOfPSP').children.map(readRole));
  const ncaName = attempt(() => readText(fields?.takeAny(), 'nCAName'));
  const ncaId = attempt(() => readText(fields?.takeAny(), 'nCAId'));
  attempt(() => fields?.end('PSD2QcType'));
  return judge({ roles, ncaName, ncaId }, problems);
}

type Attempted = { readonly [Key in keyof Psd2Statement]: Psd2Statement[Key] | undefined };

function judge({ roles, ncaName, ncaId }: Attempted, [problem]: readonly string[]): Read<Psd2Statement> {
  const value = { ...(roles && { roles }), ...(ncaName && { ncaName }), ...(ncaId && { ncaId }) };
  if (problem !== undefined) return { kind: 'malformed', problem, clause: SYNTAX, value };
  if (roles?.length === 0)
    return { kind: 'malformed', problem: 'The list of roles is empty.', clause: 'TS 119 495 GEN-5.2.2-1', value };
  // holds: without a problem, all three were read
  return { kind: 'present', value: value as Psd2Statement };
}

function readRole(node: DerNode): Psd2Statement['roles'][number] {
  const fields = sequenceOf(node, 'RoleOfPSP');
  const oid = toOid(fields.take(TAG.oid, 'roleOfPspOid'));
  const name = readText(fields.takeAny(), 'roleOfPspName');
  fields.end('RoleOfPSP');
  return { oid, name };
}

function readText(node: DerNode | undefined, what: string): string {
  const text = findText(expectTag(node, TAG.utf8String, what)) ?? '';
  const { length } = [...text];
  if (length === 0 || length > MAX_TEXT) throw malformed(`"${what}" has ${length} characters instead of 1 to 256.`);
  return text;
}
