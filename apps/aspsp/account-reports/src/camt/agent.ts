import { element, text } from './xml.ts';

/** A bank by its BIC; what is none stands as the name. */
export function agentElement(name: string, bic: string | undefined): string {
  const isBic = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic ?? '');
  return element(name, element('FinInstnId', isBic ? text('BICFI', bic, 11) : text('Nm', bic, 140)));
}
