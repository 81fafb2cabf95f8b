import type { PaymentParticulars, StructuredRemittance } from '@openxs2a/core-banking';
import { element, text, textPieces } from './xml.ts';

/** RemittanceInformation16. A line that is too long goes on in the next element. */
export function remittanceElement(particulars: PaymentParticulars): string {
  const { remittanceInformationUnstructured = [], remittanceInformationStructured = [] } = particulars;
  return element(
    'RmtInf',
    ...remittanceInformationUnstructured.map((line) => textPieces('Ustrd', line, 140)),
    ...remittanceInformationStructured.map(structuredElement),
  );
}

function structuredElement({ reference, referenceType, referenceIssuer }: StructuredRemittance): string {
  const type = REFERENCE_TYPES.has(referenceType ?? '')
    ? text('Cd', referenceType, 4)
    : text('Prtry', referenceType || (referenceIssuer ? 'NOTPROVIDED' : undefined), 35);
  const typeElement = element('Tp', element('CdOrPrtry', type), text('Issr', referenceIssuer, 35));
  return element('Strd', element('CdtrRefInf', typeElement, text('Ref', reference, 35)));
}

// ISO 20022 DocumentType3Code
const REFERENCE_TYPES = new Set(['RADM', 'RPIN', 'FXDR', 'DISP', 'PUOR', 'SCOR']);
