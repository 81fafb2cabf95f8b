import { validateXML } from 'xmllint-wasm';

type Part = { readonly root: string; readonly report: string; readonly balances: '0' | '1' };

// camt.053.001.08 wants a balance, camt.052.001.08 does not; of what we write, nothing else differs but names
const PARTS: Readonly<Record<'053' | '052', Part>> = {
  '053': { root: 'BkToCstmrStmt', report: 'Stmt', balances: '1' },
  '052': { root: 'BkToCstmrAcctRpt', report: 'Rpt', balances: '0' },
};

/** What the independent description of the schema has against documents; nothing if they are right. */
export async function findSchemaErrors(
  message: '053' | '052',
  ...documents: readonly string[]
): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `document-${index}.xml`, contents })),
    schema: [{ fileName: 'schema.xsd', contents: describeSchema(`camt.${message}.001.08`, PARTS[message]) }],
    initialMemoryPages: 1024,
    maxMemoryPages: 4096,
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

function optional(name: string, type: string, most = '1'): string {
  return `<xs:element name="${name}" type="${type}" minOccurs="0" maxOccurs="${most}"/>`;
}

function required(name: string, type: string, most = '1'): string {
  return `<xs:element name="${name}" type="${type}" maxOccurs="${most}"/>`;
}

function sequence(name: string, ...elements: readonly string[]): string {
  return `<xs:complexType name="${name}"><xs:sequence>${elements.join('')}</xs:sequence></xs:complexType>`;
}

function choice(name: string, ...elements: readonly string[]): string {
  return `<xs:complexType name="${name}"><xs:choice>${elements.join('')}</xs:choice></xs:complexType>`;
}

function restriction(name: string, base: string, ...facets: readonly string[]): string {
  return `<xs:simpleType name="${name}"><xs:restriction base="xs:${base}">${facets.join('')}</xs:restriction></xs:simpleType>`;
}

function facet(name: string, value: string | number): string {
  return `<xs:${name} value="${value}"/>`;
}

function upTo(length: number): string {
  return restriction(`text${length}`, 'string', facet('minLength', 1), facet('maxLength', length));
}

function describeSchema(message: string, { root, report, balances }: Part): string {
  const namespace = `urn:iso:std:iso:20022:tech:xsd:${message}`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="${namespace}" targetNamespace="${namespace}" elementFormDefault="qualified">
${[
  '<xs:element name="Document" type="document"/>',
  sequence('document', required(root, 'message')),
  sequence('message', required('GrpHdr', 'header'), required(report, 'report', 'unbounded')),
  sequence('header', required('MsgId', 'text35'), required('CreDtTm', 'xs:dateTime')),
  sequence(
    'report',
    required('Id', 'text35'),
    optional('ElctrncSeqNb', 'count18'),
    optional('CreDtTm', 'xs:dateTime'),
    optional('FrToDt', 'period'),
    required('Acct', 'ownAccount'),
    `<xs:element name="Bal" type="balance" minOccurs="${balances}" maxOccurs="unbounded"/>`,
    optional('TxsSummry', 'summary'),
    optional('Ntry', 'entry', 'unbounded'),
  ),
  sequence('period', required('FrDtTm', 'xs:dateTime'), required('ToDtTm', 'xs:dateTime')),
  ...ACCOUNTS,
  ...FIGURES,
  ...ENTRIES,
  ...PAYMENTS,
  ...[4, 34, 35, 70, 140, 500].map(upTo),
].join('\n')}
</xs:schema>`;
}

const ACCOUNTS = [
  sequence(
    'ownAccount',
    required('Id', 'accountId'),
    optional('Tp', 'cashAccountType'),
    optional('Ccy', 'currency'),
    optional('Nm', 'text70'),
    optional('Ownr', 'party'),
    optional('Svcr', 'agent'),
  ),
  sequence('otherAccount', required('Id', 'accountId'), optional('Tp', 'cashAccountType'), optional('Ccy', 'currency')),
  choice('accountId', required('IBAN', 'iban'), required('Othr', 'otherId')),
  sequence('otherId', required('Id', 'text34'), optional('SchmeNm', 'codeOrOwn'), optional('Issr', 'text35')),
  choice('codeOrOwn', required('Cd', 'text4'), required('Prtry', 'text35')),
  choice('cashAccountType', required('Cd', 'text4'), required('Prtry', 'text35')),
  sequence('party', optional('Nm', 'text140'), optional('Id', 'partyId')),
  choice('partyId', required('PrvtId', 'privateId')),
  sequence('privateId', optional('Othr', 'personId', 'unbounded')),
  sequence('personId', required('Id', 'text35'), optional('SchmeNm', 'codeOrOwn'), optional('Issr', 'text35')),
  sequence('agent', required('FinInstnId', 'institution')),
  sequence('institution', optional('BICFI', 'bic'), optional('Nm', 'text140')),
  restriction('iban', 'string', facet('pattern', '[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}')),
  restriction('bic', 'string', facet('pattern', '[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?')),
];

const FIGURES = [
  restriction('currency', 'string', facet('pattern', '[A-Z]{3}')),
  restriction('count18', 'decimal', facet('fractionDigits', 0), facet('totalDigits', 18)),
  restriction('digits15', 'string', facet('pattern', '[0-9]{1,15}')),
  restriction('unsigned', 'decimal', facet('fractionDigits', 5), facet('totalDigits', 18), facet('minInclusive', 0)),
  restriction('rate', 'decimal', facet('fractionDigits', 10), facet('totalDigits', 11)),
  restriction('side', 'string', facet('enumeration', 'CRDT'), facet('enumeration', 'DBIT')),
  `<xs:complexType name="amount"><xs:simpleContent><xs:extension base="unsigned"><xs:attribute name="Ccy" type="currency" use="required"/></xs:extension></xs:simpleContent></xs:complexType>`,
  choice('dateOrTime', required('Dt', 'xs:date'), required('DtTm', 'xs:dateTime')),
  sequence(
    'balance',
    required('Tp', 'balanceType'),
    optional('CdtLine', 'creditLine', 'unbounded'),
    required('Amt', 'amount'),
    required('CdtDbtInd', 'side'),
    required('Dt', 'dateOrTime'),
  ),
  sequence('balanceType', required('CdOrPrtry', 'balanceCode')),
  choice('balanceCode', required('Cd', 'balanceTypeCode'), required('Prtry', 'text35')),
  restriction(
    'balanceTypeCode',
    'string',
    ...'CLAV CLBD FWAV INFO ITAV ITBD OPAV OPBD PRCD XPCD'.split(' ').map((code) => facet('enumeration', code)),
  ),
  sequence('creditLine', required('Incl', 'xs:boolean')),
  sequence(
    'summary',
    optional('TtlNtries', 'total'),
    optional('TtlCdtNtries', 'sideTotal'),
    optional('TtlDbtNtries', 'sideTotal'),
  ),
  sequence('total', optional('NbOfNtries', 'digits15'), optional('Sum', 'sum'), optional('TtlNetNtry', 'net')),
  sequence('sideTotal', optional('NbOfNtries', 'digits15'), optional('Sum', 'sum')),
  sequence('net', required('Amt', 'sum'), required('CdtDbtInd', 'side')),
  restriction('sum', 'decimal', facet('fractionDigits', 17), facet('totalDigits', 18)),
];

const ENTRIES = [
  sequence(
    'entry',
    optional('NtryRef', 'text35'),
    required('Amt', 'amount'),
    required('CdtDbtInd', 'side'),
    required('Sts', 'status'),
    optional('BookgDt', 'dateOrTime'),
    optional('ValDt', 'dateOrTime'),
    optional('AcctSvcrRef', 'text35'),
    required('BkTxCd', 'transactionCode'),
    optional('NtryDtls', 'details', 'unbounded'),
    optional('AddtlNtryInf', 'text500'),
  ),
  choice('status', required('Cd', 'statusCode')),
  restriction('statusCode', 'string', ...['BOOK', 'PDNG', 'INFO', 'FUTR'].map((code) => facet('enumeration', code))),
  sequence('transactionCode', optional('Domn', 'domain'), optional('Prtry', 'ownCode')),
  sequence('domain', required('Cd', 'text4'), required('Fmly', 'family')),
  sequence('family', required('Cd', 'text4'), required('SubFmlyCd', 'text4')),
  sequence('ownCode', required('Cd', 'text35'), optional('Issr', 'text35')),
  sequence('details', optional('Btch', 'batch'), optional('TxDtls', 'payment', 'unbounded')),
  sequence('batch', optional('NbOfTxs', 'digits15')),
];

const PAYMENTS = [
  sequence(
    'payment',
    optional('Refs', 'references'),
    optional('Amt', 'amount'),
    optional('CdtDbtInd', 'side'),
    optional('AmtDtls', 'amounts'),
    optional('RltdPties', 'parties'),
    optional('RltdAgts', 'agents'),
    optional('Purp', 'codeOrOwn'),
    optional('RmtInf', 'remittance'),
    optional('RltdDts', 'dates'),
    optional('AddtlTxInf', 'text500'),
  ),
  sequence('references', optional('EndToEndId', 'text35'), optional('MndtId', 'text35'), optional('ChqNb', 'text35')),
  sequence('amounts', optional('TxAmt', 'exchanged'), optional('PrtryAmt', 'ownExchanged', 'unbounded')),
  sequence('exchanged', required('Amt', 'amount'), optional('CcyXchg', 'exchange')),
  sequence('ownExchanged', required('Tp', 'text35'), required('Amt', 'amount'), optional('CcyXchg', 'exchange')),
  sequence(
    'exchange',
    required('SrcCcy', 'currency'),
    optional('TrgtCcy', 'currency'),
    optional('UnitCcy', 'currency'),
    required('XchgRate', 'rate'),
    optional('CtrctId', 'text35'),
    optional('QtnDt', 'xs:dateTime'),
  ),
  sequence(
    'parties',
    optional('Dbtr', 'partyOrAgent'),
    optional('DbtrAcct', 'otherAccount'),
    optional('UltmtDbtr', 'partyOrAgent'),
    optional('Cdtr', 'partyOrAgent'),
    optional('CdtrAcct', 'otherAccount'),
    optional('UltmtCdtr', 'partyOrAgent'),
  ),
  choice('partyOrAgent', required('Pty', 'party'), required('Agt', 'agent')),
  sequence('agents', optional('DbtrAgt', 'agent'), optional('CdtrAgt', 'agent')),
  sequence('remittance', optional('Ustrd', 'text140', 'unbounded'), optional('Strd', 'structured', 'unbounded')),
  sequence('structured', optional('CdtrRefInf', 'creditorReference')),
  sequence('creditorReference', optional('Tp', 'referenceType'), optional('Ref', 'text35')),
  sequence('referenceType', required('CdOrPrtry', 'referenceCode'), optional('Issr', 'text35')),
  choice('referenceCode', required('Cd', 'documentType'), required('Prtry', 'text35')),
  restriction(
    'documentType',
    'string',
    ...'RADM RPIN FXDR DISP PUOR SCOR'.split(' ').map((code) => facet('enumeration', code)),
  ),
  sequence('dates', optional('Prtry', 'ownDate', 'unbounded')),
  sequence('ownDate', required('Tp', 'text35'), required('Dt', 'dateOrTime')),
];
