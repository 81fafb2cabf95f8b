import type { SignatureProfile } from '../profile.ts';
import type { StepName } from './explanation.ts';

type Clauses = Readonly<Record<StepName, string>>;

const COMMON = {
  'signed-headers': 'NextGenPSD2, 12.2',
  date: 'RFC 9110, 5.6.7',
  digest: 'RFC 3230, 4.3.2; NextGenPSD2, 12.1',
  'digest-header': 'NextGenPSD2, 12.1',
  'certificate-header': 'NextGenPSD2, 12.2',
} as const;

/** Where it is written what a step asks for. */
export const CLAUSES: Readonly<Record<SignatureProfile['kind'], Clauses>> = {
  'http-signature': {
    ...COMMON,
    'signature-header': 'NextGenPSD2, 12.2; draft-cavage-12, 4',
    certificate: 'NextGenPSD2, 12.2; RFC 5280, 4.1',
    parameters: 'draft-cavage-12, 2.1',
    jws: '',
    'key-id': 'NextGenPSD2, 12.2',
    algorithm: 'NextGenPSD2, 12.2; draft-cavage-12, 2.1.3',
    'signed-header-list': 'draft-cavage-12, 2.1.6',
    'signing-string': 'draft-cavage-12, 2.3',
    signature: 'draft-cavage-12, 2.5',
  },
  jws: {
    ...COMMON,
    'signature-header': 'TS 119 182-1, 5.2.8.2',
    certificate: 'RFC 7515, 4.1.6 and 4.1.8',
    parameters: '',
    jws: 'RFC 7515, 4.1; RFC 7797, 6; TS 119 182-1, 5.1',
    'key-id': 'RFC 7515, 4.1.8',
    algorithm: 'RFC 7518, 3.1',
    'signed-header-list': 'TS 119 182-1, 5.2.8.2',
    'signing-string': 'TS 119 182-1, 5.2.8.2',
    signature: 'RFC 7515, 5.2',
  },
};
