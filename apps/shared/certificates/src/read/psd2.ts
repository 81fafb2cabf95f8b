import { type BaseBlock, fromBER, ObjectIdentifier, Sequence, Utf8String } from 'asn1js';
import type { Psd2Statement, Read } from '../certificate.ts';
import { CertificateError, malformed } from './error.ts';

const SYNTAX = 'TS 119 495 5.1';
/** Every text of the statement is SIZE (1..256). */
const MAX_TEXT = 256;

/**
 * What follows the OID of the statement: the one syntax that no library knows. What its form breaks is said, and what could
 * be read is given all the same, hence field by field.
 */
export function readPsd2Statement(der: Uint8Array | undefined): Read<Psd2Statement> {
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
  const fields = attempt(() => elementsOf(der && fromBER(der).result, 'PSD2QcType'));
  const [rolesOfPsp, nCAName, nCAId, ...more] = fields ?? [];
  const roles = attempt(() => elementsOf(rolesOfPsp, 'rolesOfPSP').map(readRole));
  const ncaName = attempt(() => readText(nCAName, 'nCAName'));
  const ncaId = attempt(() => readText(nCAId, 'nCAId'));
  attempt(() => checkEnd(more, 'PSD2QcType'));
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

function readRole(role: BaseBlock): Psd2Statement['roles'][number] {
  const [roleOfPspOid, roleOfPspName, ...more] = elementsOf(role, 'RoleOfPSP');
  const oid = expectType(roleOfPspOid, ObjectIdentifier, 'roleOfPspOid').getValue();
  const name = readText(roleOfPspName, 'roleOfPspName');
  checkEnd(more, 'RoleOfPSP');
  return { oid, name };
}

function elementsOf(block: BaseBlock | undefined, what: string): readonly BaseBlock[] {
  return expectType(block, Sequence, what).valueBlock.value;
}

function readText(block: BaseBlock | undefined, what: string): string {
  const text = decode(expectType(block, Utf8String, what).valueBlock.valueHexView, what);
  const { length } = [...text];
  if (length === 0 || length > MAX_TEXT) throw malformed(`"${what}" has ${length} characters instead of 1 to 256.`);
  return text;
}

/** Of octets that are not UTF-8 asn1js makes Latin-1. */
function decode(octets: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch (error) {
    throw malformed(`"${what}" is not UTF-8.`, error);
  }
}

type BlockType<Block extends BaseBlock> = (new () => Block) & { readonly NAME: string };

function expectType<Block extends BaseBlock>(
  block: BaseBlock | undefined,
  type: BlockType<Block>,
  what: string,
): Block {
  if (block === undefined) throw malformed(`"${what}" is missing.`);
  if (block instanceof type) return block;
  // holds: every class of asn1js has a name of its own
  const { NAME } = block.constructor as typeof BaseBlock;
  throw malformed(`"${what}" is ${NAME} instead of ${type.NAME}.`);
}

function checkEnd(more: readonly BaseBlock[], what: string): void {
  if (more.length > 0) throw malformed(`"${what}" has a field too many.`);
}
