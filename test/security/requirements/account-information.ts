import type { Section } from './requirement.ts';

/** Delegated Regulation (EU) 2018/389, Art. 10 and 36, with the changes of 2022/2360. */
export const ACCOUNT_INFORMATION: Section = {
  title: 'Account information',
  requirements: [
    {
      id: 'S-20',
      demands:
        'Balances and the last 90 days are read without strong authentication, but for the first time and after a while.',
      like: ['RTS-180-002'],
    },
    {
      id: 'S-21',
      demands: 'That while is 180 days, and the bank has no choice in it where a TPP reads.',
      like: ['RTS-180-001', 'RTS-180-005'],
    },
    { id: 'S-22', demands: 'Where the PSU comes itself, the bank may go without only as the law has it.' },
    {
      id: 'S-23',
      demands: 'History beyond 90 days needs strong authentication just before.',
      like: ['RTS-180-003'],
    },
    {
      id: 'S-24',
      demands: 'A TPP reads whenever the PSU asks, otherwise four times a day unless more was agreed.',
      like: ['RTS-FRQ-001', 'RTS-FRQ-002', 'RTS-FRQ-010'],
    },
    {
      id: 'S-25',
      demands: 'A TPP gets all that the PSU sees, without what could be used to defraud it.',
      left: { because: 'not offered yet', reason: 'What is told of a payment, and whether funds are there.' },
    },
    {
      id: 'S-26',
      demands: 'When something goes wrong, the TPP is told, and why.',
      like: ['ERR-FMT-001', 'ERR-COD-001'],
    },
  ],
};
