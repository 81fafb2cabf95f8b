import type { Section } from './requirement.ts';

const PAYMENTS = 'not offered yet';

/** Delegated Regulation (EU) 2018/389, chapters II to IV. */
export const AUTHENTICATION: Section = {
  title: 'Strong customer authentication',
  requirements: [
    { id: 'S-01', demands: 'A code for authentication is accepted once.' },
    {
      id: 'S-02',
      demands: 'Nothing of a PSU’s secrets follows from a code, no code follows from others, and none can be made up.',
      like: ['SCA-RED-016'],
    },
    {
      id: 'S-03',
      demands:
        'A failure does not tell which part was wrong: an unknown name and a wrong secret look and cost the same.',
      like: ['SEC-API-013'],
    },
    { id: 'S-04', demands: 'Five failures in a row block, and then the right secret is refused, too.' },
    { id: 'S-05', demands: 'A PSU is told before it is blocked for good, and there is a safe way out of a block.' },
    { id: 'S-06', demands: 'What carries codes is protected against being read and changed on its way.' },
    {
      id: 'S-07',
      demands: 'Five minutes without the PSU end its visit.',
      like: ['SEC-API-014'],
    },
    {
      id: 'S-08',
      demands: 'The PSU sees what it agrees to; a code is for exactly that, and any change of it ends the code.',
      like: ['SEC-API-015'],
    },
    { id: 'S-09', demands: 'What is shown and signed stays confidential, genuine and whole in each step.' },
    {
      id: 'S-10',
      demands: 'The code of a batch is tied to its total and its payees.',
      left: { because: PAYMENTS, reason: 'Batches come with payments.' },
    },
    {
      id: 'S-11',
      demands: 'Each factor is guarded against copies and misuse, and a broken one does not break another.',
    },
    {
      id: 'S-12',
      demands: 'A standing order is set up, changed and first carried out with strong authentication.',
      left: { because: PAYMENTS, reason: 'Standing orders are set up with payments; now they are only read.' },
    },
    {
      id: 'S-13',
      demands: 'Strong authentication guards the list of trusted payees.',
      left: { because: PAYMENTS, reason: 'The list is read here; it is changed, and used, with payments.' },
    },
    {
      id: 'S-14',
      demands: 'Where strong authentication is left out, that is allowed, and its article is on record.',
      like: ['AUT-STR-024'],
      left: { because: PAYMENTS, reason: 'The exemptions for payments: own accounts, low values, risk analysis.' },
    },
    {
      id: 'S-15',
      demands: 'Strong authentication sets the counters of exemptions back.',
      left: { because: PAYMENTS, reason: 'Only the exemptions for payments have counters.' },
    },
    {
      id: 'S-16',
      demands: 'Secrets are masked when they are typed, never kept or written in clear, and keys are kept apart.',
      like: ['SCA-EMB-017', 'SEC-API-007'],
    },
    {
      id: 'S-17',
      demands: 'A credential or a device is tied to its PSU, and to no other, after strong authentication.',
      left: {
        because: 'no matter of software',
        reason:
          'How a first password and a first device reach a customer, and are destroyed, is the bank’s own procedure.',
      },
    },
  ],
};
