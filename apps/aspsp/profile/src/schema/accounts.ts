import { Type } from 'typebox';
import { section } from './section.ts';

export const SERVICES = section('Optional services; what is not offered is answered by a 4xx.', {
  ownerName: Type.Boolean({ default: true, description: 'Names of the owners of accounts (AIS-CNS-016).' }),
  cardAccounts: Type.Boolean({ default: true, description: 'Card accounts and their transactions (AIS-CRD-001).' }),
  standingOrders: Type.Boolean({
    default: true,
    description: 'Standing orders, as booking status `information` (AIS-TRX-013).',
  }),
  cheques: Type.Boolean({ default: false, description: 'Deposited cheques (N-AIS-CHQ-101, N-AIS-CHQ-110).' }),
  trustedBeneficiaries: Type.Boolean({ default: false, description: 'Trusted beneficiaries (AIS-CNS-069).' }),
  partyVerification: Type.Boolean({ default: false, description: 'Verification of parties (N-VOP-SVC-101).' }),
});

export const ACCOUNTS = section('Accounts and how they are named.', {
  references: Type.Array(Type.Enum(['iban', 'bban', 'pan', 'maskedPan', 'msisdn', 'other']), {
    default: ['iban', 'pan', 'maskedPan'],
    minItems: 1,
    uniqueItems: true,
    description: 'What an account may be named by in a request (AIS-CNS-061, AIS-CNS-062).',
  }),
  balancesInList: Type.Boolean({
    default: true,
    description: '`withBalance` adds balances to lists, details and reports, or is ignored (AIS-ACC-008, AIS-TRX-027).',
  }),
  balancesNotGranted: Type.Enum(['ignore', 'refuse'], {
    default: 'ignore',
    description:
      '`withBalance` without the right to balances: the answer comes without them, or peers refuse it (AIS-ACC-009).',
  }),
  multiCurrency: Type.Enum(['sub-accounts', 'collection', 'both'], {
    default: 'sub-accounts',
    description:
      'How an account of several currencies is listed: one entry a currency, one for all with currency XXX, or both (AIS-ACC-005, AIS-ACC-016).',
  }),
});
