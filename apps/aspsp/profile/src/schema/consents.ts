import { Type } from 'typebox';
import { section } from './section.ts';

const offered = section('What may be asked for beside dedicated consents, which every bank takes (AIS-CNS-004).', {
  bankOffered: Type.Boolean({
    default: true,
    description: 'Consents whose accounts the PSU chooses at the bank (AIS-CNS-009, AIS-CNS-010).',
  }),
  allPsd2: Type.Boolean({ default: true, description: 'Everything on all payment accounts (AIS-CNS-012).' }),
  availableAccounts: Type.Boolean({ default: true, description: 'The list of accounts alone (AIS-CNS-013).' }),
  availableAccountsWithBalance: Type.Boolean({
    default: true,
    description: 'The list of accounts with balances (AIS-CNS-014).',
  }),
  combinedService: Type.Boolean({
    default: false,
    description: 'Sessions that combine account information and payment (AIS-CNS-032).',
  }),
});

const frequencyPerDay = section('How often is read while the PSU is not there (RTS, Article 36(5)(b)).', {
  cap: Type.Integer({
    default: 4,
    minimum: 1,
    maximum: 4,
    description: 'Times a day at most; more by agreement alone (AIS-CNS-023, RTS-FRQ-001).',
  }),
  agreed: Type.Record(Type.String(), Type.Integer({ minimum: 1, maximum: 10_000 }), {
    default: {},
    description:
      'Agreed with a TPP, by its organisation identifier (`PSDDE-BAFIN-100001`); in place of the cap (RTS-FRQ-010).',
  }),
  whenAbove: Type.Enum(['lower', 'refuse'], {
    default: 'lower',
    description: 'A request for more than the cap: both are allowed (AIS-CNS-023).',
  }),
  whenOneOff: Type.Enum(['lower', 'refuse'], {
    default: 'lower',
    description: 'A one-off consent that asks for more than 1: both are allowed (AIS-CNS-024).',
  }),
  countPer: Type.Enum(['endpoint', 'account', 'none'], {
    default: 'endpoint',
    description:
      'What has a counter of its own. Each endpoint of each account in the Guidelines, each account in a reading of 1.3.16; the frameworks fix none (RTS-FRQ-003, RTS-FRQ-004, RTS-FRQ-006, RTS-FRQ-013).',
  }),
  day: Type.Enum(['calendar', 'rolling'], {
    default: 'calendar',
    description: 'A day of the calendar, as in the Guidelines, or any 24 hours, as in the RTS (RTS-FRQ-007).',
  }),
});

const confirmWithin = section('How long a consent waits for its authorisation (AIS-CNS-039).', {
  receivedMinutes: Type.Integer({
    default: 30,
    minimum: 1,
    maximum: 43_200,
    description: 'Minutes in which somebody has to authorise it; peers take up to 1440.',
  }),
  partiallyAuthorisedMinutes: Type.Integer({
    default: 1440,
    minimum: 1,
    maximum: 43_200,
    description: 'Minutes in which all have to, once one has.',
  }),
});

const oneOff = section('Consents for one access.', {
  withinMinutes: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 43_200,
    description:
      'Minutes from its authorisation in which it may be used; 0 until it ends anyway. The Guidelines mention 20 (AIS-CNS-059).',
  }),
  followUpMinutes: Type.Integer({
    default: 20,
    minimum: 0,
    maximum: 1440,
    description: 'Minutes in which pages and transaction details may be read after it was used up (AIS-CNS-058).',
  }),
});

export const CONSENTS = section('Consents to account information.', {
  offered,
  frequencyPerDay,
  confirmWithin,
  oneOff,
  maxDays: Type.Integer({
    default: 180,
    minimum: 0,
    maximum: 36_500,
    description:
      'Days that a consent lasts at most, its first day included; 0 for no limit. 90 in the Guidelines, 180 since Regulation 2022/2360 (RTS-180-005, AIS-CNS-028, AIS-CNS-030).',
  }),
  scaValidDays: Type.Integer({
    default: 180,
    minimum: 1,
    maximum: 180,
    description:
      'Days after which SCA has to be done again, whatever a consent says. Fewer than 180 only where no exemption is owed (RTS-180-001, RTS-180-002).',
  }),
  multiple: Type.Boolean({
    default: false,
    description:
      'Whether several recurring consents of one TPP and PSU may be valid at once: 1.3.8 ends the older one, later versions have a header (AIS-CNS-033, AIS-CNS-037).',
  }),
  whenReplaced: Type.Enum(['terminatedByTpp', 'expired'], {
    default: 'terminatedByTpp',
    description: 'What an older recurring consent becomes; the Guidelines say both (AIS-CNS-033).',
  }),
  whenDeletedUnauthorised: Type.Enum(['terminatedByTpp', 'rejected'], {
    default: 'terminatedByTpp',
    description: 'What a consent becomes that is deleted before it was authorised; peers differ (AIS-CNS-053).',
  }),
  unofferedInformation: Type.Enum(['ignore', 'refuse'], {
    default: 'ignore',
    description:
      'Owner names or trusted beneficiaries that are asked for and not offered: ignored by the Guidelines, refused by a reading of 1.3.16 (AIS-CNS-017).',
  }),
  combinedServiceAbsent: Type.Enum(['refuse', 'false'], {
    default: 'refuse',
    description:
      'A request without `combinedServiceIndicator`: the schema requires it, examples of the Guidelines leave it out (AIS-CNS-001, AIS-CNS-002).',
  }),
});
