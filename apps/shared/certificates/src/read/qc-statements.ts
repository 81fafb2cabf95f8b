import { AsnArray, AsnType, AsnTypeTypes } from '@peculiar/asn1-schema';
import { QCStatement } from '@peculiar/asn1-x509-qualified';
import { parseDer, parseList, toBytes } from './asn1.ts';

/** The library gives an empty content to a statement without one: see syntax.ts. */
class WrittenQCStatement extends QCStatement {
  constructor() {
    super();
    Object.assign(this, { statementInfo: undefined });
  }
}
AsnType({ type: AsnTypeTypes.Sequence })(WrittenQCStatement);

class WrittenQCStatements extends AsnArray<QCStatement> {}
AsnType({ type: AsnTypeTypes.Sequence, itemType: WrittenQCStatement })(WrittenQCStatements);

/** A statement of RFC 3739, 3.2.6, before it is interpreted. */
export interface Statement {
  readonly oid: string;
  /** DER. */
  readonly content: Uint8Array | undefined;
}

/** One statement in place of a list of them, as test certificates have it, is said to be no list. */
export function readStatements(der: Uint8Array): {
  readonly statements: readonly Statement[];
  readonly isList: boolean;
} {
  try {
    return { statements: parseList(der, WrittenQCStatements, 'qcStatements').map(toStatement), isList: true };
  } catch (error) {
    const statement = findStatement(der);
    if (statement === undefined) throw error;
    return { statements: [statement], isList: false };
  }
}

function findStatement(der: Uint8Array): Statement | undefined {
  try {
    return toStatement(parseDer(der, WrittenQCStatement, 'QCStatement'));
  } catch {
    // that it is no list, either, is what will be said
    return undefined;
  }
}

function toStatement({ statementId, statementInfo }: QCStatement): Statement {
  return { oid: statementId, content: statementInfo === undefined ? undefined : toBytes(statementInfo) };
}
