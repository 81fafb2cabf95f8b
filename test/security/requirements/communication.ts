import type { Section } from './requirement.ts';

const BANK = 'no matter of software';

/** Delegated Regulation (EU) 2018/389, chapter V; EBA/GL/2018/07; EBA/OP/2020/10. */
export const COMMUNICATION: Section = {
  title: 'Communication and the interface',
  requirements: [
    { id: 'S-30', demands: 'Both ends know each other, and nobody is led to a wrong party.', like: ['SCA-RED-005'] },
    { id: 'S-31', demands: 'From the id of a request all that came of it is found again: who, when, what.' },
    {
      id: 'S-32',
      demands: 'TPPs identify themselves, and every way in which a PSU authenticates works through them.',
      like: ['SCA-DEC-003', 'SCA-EMB-001', 'SCA-RED-002'],
      left: { because: 'not offered yet', reason: 'To initiate payments and to ask whether funds are there.' },
    },
    {
      id: 'S-33',
      demands: 'The interface follows published standards, and is documented and tried out in time.',
      left: {
        because: BANK,
        reason:
          'A bank publishes its documentation, announces changes three months ahead and supports those who test. What it needs for that is here: the description of the interface, the page of its profile, and a sandbox without real customers.',
      },
    },
    {
      id: 'S-34',
      demands: 'TPPs are served as well as PSUs, and nothing is put in their way.',
      like: ['CRT-TLS-015', 'AIS-CNS-070'],
      left: {
        because: BANK,
        reason: 'Targets of service, and support, as good as those for the bank’s own customers.',
      },
    },
    {
      id: 'S-35',
      demands: 'Availability, response times and errors are measured by day and service, for publication.',
      like: ['AVL-KPI-002', 'AVL-KPI-004', 'AVL-KPI-005', 'AVL-KPI-006'],
      left: { because: BANK, reason: 'A bank publishes the file that is made here, beside that of its own channel.' },
    },
    {
      id: 'S-36',
      demands: 'An outage is noticed as the law has it, and there is a plan for it.',
      like: ['AVL-KPI-003'],
      left: {
        because: BANK,
        reason: 'The plan, the word to the authority, and the fallback or the exemption from it.',
      },
    },
    {
      id: 'S-37',
      demands: 'TPPs are known by qualified certificates that say licence, roles and authority.',
      like: ['CRT-TLS-001', 'CRT-TLS-003', 'CRT-TLS-004', 'CRT-TLS-009', 'CRT-TLS-010', 'CRT-TLS-011', 'CRT-TLS-012'],
    },
    {
      id: 'S-38',
      demands: 'A request is clear about whom, which session and what it is for; lost secrets are told at once.',
      like: ['RTS-FRQ-012'],
      left: { because: BANK, reason: 'To tell the bank of secrets that were lost is a TPP’s duty.' },
    },
    { id: 'S-39', demands: 'A session is as short as it can be, and ended when it is done.' },
    {
      id: 'S-40',
      demands: 'No IBAN to type, no second authentication without need, no further steps than in the own channel.',
      like: ['AIS-CNS-070', 'SCA-OAU-014'],
    },
  ],
};
