import { OIDS } from '../../oids.ts';
import type { Check } from '../check.ts';

export const AUTHORITY_CHECKS: readonly Check[] = [
  {
    code: 'basic-constraints-not-critical',
    severity: 'error',
    clause: 'RFC 5280 4.2.1.9',
    advice: 'An authority must mark its basic constraints as critical.',
    of: ['authority'],
    find: ({ certificate: { extensions } }) =>
      extensions.all.some(({ oid, critical }) => oid === OIDS.basicConstraints && !critical)
        ? 'The basic constraints are not critical.'
        : undefined,
  },
  {
    code: 'authority-cannot-sign',
    severity: 'error',
    clause: 'RFC 5280 4.2.1.3',
    advice: 'An authority must have keyCertSign: what it signs is refused otherwise.',
    of: ['authority'],
    find: ({ certificate: { extensions } }) =>
      extensions.keyUsage?.includes('keyCertSign')
        ? undefined
        : 'It is an authority, and its key may not sign certificates.',
  },
];
