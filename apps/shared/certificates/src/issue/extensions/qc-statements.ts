import { QCStatement, QCStatements, SemanticsInformation } from '@peculiar/asn1-x509-qualified';
import {
  Iso4217CurrencyCode,
  PdsLocation,
  QcCClegislation,
  QcEuLimitValue,
  QcEuPDS,
  QcEuRetentionPeriod,
  QcType,
} from '@peculiar/asn1-x509-qualified-etsi';
import type { Psd2Statement, PspRole, QualifiedStatements } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import { toDer } from '../../read/asn1.ts';
import { checkInteger, checkOid } from '../asn1.ts';
import type { ExtensionTemplate } from '../extension.ts';
import { checkText } from '../text.ts';
import { toPsd2QcType } from './psd2-qc-type.ts';

/** The statements to make; what is left out is not stated. Words are those of `QualifiedStatements`. */
export interface QcStatementsTemplate
  extends Partial<
    Pick<
      QualifiedStatements,
      'isQualified' | 'isKeyInDevice' | 'types' | 'disclosures' | 'retentionYears' | 'legislation'
    >
  > {
  /** QcLimitValue, EN 319 412-5 4.3.2: amount times ten to the exponent; ISO 4217 in three letters. */
  readonly limit?: { readonly currency: string; readonly amount: number; readonly exponent: number };
  /** id-qcs-pkixQCSyntax-v2 (RFC 3739, 3.2.6.1): an OID that says how identifiers in the subject read. */
  readonly semantics?: string;
  readonly psd2?: Psd2Statement;
}

/** The extension of RFC 3739, 3.2.6, never critical (EN 319 412-5, 4.1). */
export function qcStatements(template: QcStatementsTemplate): ExtensionTemplate {
  return { oid: OIDS.qcStatements, critical: false, value: toDer(new QCStatements(toStatements(template))) };
}

function toStatements(template: QcStatementsTemplate): QCStatement[] {
  const { isQualified, isKeyInDevice, types, disclosures, retentionYears, legislation, limit, semantics, psd2 } =
    template;
  const statements: QCStatement[] = [];
  const state = (oid: string, content?: object): void => {
    statements.push(toStatement(oid, content));
  };
  if (isQualified) state(OIDS.qcCompliance);
  if (isKeyInDevice) state(OIDS.qcSscd);
  if (types !== undefined) state(OIDS.qcType, new QcType(types.map(checkOid)));
  if (limit !== undefined) state(OIDS.qcLimitValue, toLimitValue(limit));
  if (retentionYears !== undefined)
    state(OIDS.qcRetentionPeriod, new QcEuRetentionPeriod(checkInteger(retentionYears)));
  if (disclosures !== undefined) state(OIDS.qcPds, new QcEuPDS(disclosures.map(toPdsLocation)));
  if (legislation !== undefined) state(OIDS.qcCClegislation, new QcCClegislation(legislation.map(toPrintable)));
  if (semantics !== undefined)
    state(OIDS.qcSyntaxV2, new SemanticsInformation({ semanticsIdentifier: checkOid(semantics) }));
  if (psd2 !== undefined) state(OIDS.psd2Statement, toPsd2QcType(psd2));
  return statements;
}

function toStatement(statementId: string, content: object | undefined): QCStatement {
  const statementInfo = content && toDer(content).buffer;
  // its type has statementInfo always, which is OPTIONAL (RFC 3739, 3.2.6)
  return Object.assign<QCStatement, object>(new QCStatement(), { statementId, statementInfo });
}

function toLimitValue({ currency, amount, exponent }: NonNullable<QcStatementsTemplate['limit']>): QcEuLimitValue {
  return new QcEuLimitValue({
    currency: new Iso4217CurrencyCode(toPrintable(currency)),
    amount: checkInteger(amount),
    exponent: checkInteger(exponent),
  });
}

function toPdsLocation({ url, language }: { readonly url: string; readonly language: string }): PdsLocation {
  return new PdsLocation({ url: checkText(url, 'IA5String'), language: toPrintable(language) });
}

function toPrintable(text: string): string {
  return checkText(text, 'PrintableString');
}

const ROLE_OIDS: Readonly<Record<PspRole, string>> = {
  PSP_AS: OIDS.pspAs,
  PSP_PI: OIDS.pspPi,
  PSP_AI: OIDS.pspAi,
  PSP_IC: OIDS.pspIc,
};

/** The OID and the name of each role, TS 119 495 5.2.2. */
export function toRolesOfPsp(roles: readonly PspRole[]): Psd2Statement['roles'] {
  return roles.map((name) => ({ oid: ROLE_OIDS[name], name }));
}
