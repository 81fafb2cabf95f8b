import type { Section } from './requirement.ts';

/** OWASP API Security Top 10, 2023. */
export const OWASP: Section = {
  title: 'Attacks on interfaces (OWASP API Security 2023)',
  requirements: [
    {
      id: 'API1',
      demands: 'An id opens nothing to another TPP or PSU, on no path and below no other id.',
      like: ['SEC-API-002', 'SEC-API-001', 'AUT-STR-013', 'COM-HDR-037', 'AIS-ACC-011'],
    },
    {
      id: 'API2',
      demands: 'Certificates, tokens and PSUs cannot be mixed, and secrets cannot be tried out.',
      like: ['SEC-API-012', 'SEC-API-010', 'SCA-OAU-010', 'AUT-STR-015'],
    },
    {
      id: 'API3',
      demands: 'What only the bank sets cannot be sent, and what a consent does not open is not told.',
      like: ['SEC-API-004', 'AIS-CNS-016'],
    },
    { id: 'API4', demands: 'Sizes, rates and times have limits.', like: ['SEC-API-005', 'SEC-API-006'] },
    {
      id: 'API5',
      demands: 'Each function is for its role; pages of people are out of reach of TPPs.',
      like: ['SEC-API-003', 'CRT-TLS-007'],
    },
    { id: 'API6', demands: 'Whole flows cannot be repeated at will: codes by the dozen, consents by the thousand.' },
    { id: 'API7', demands: 'No address in a request makes the bank call it.' },
    { id: 'API8', demands: 'TLS, headers and errors are set up so that they give nothing away.' },
    { id: 'API9', demands: 'Nothing is served but what the interface lists.' },
    { id: 'API10', demands: 'What other systems answer is checked as requests are.' },
  ],
};
