import { Type } from 'typebox';
import { section } from './section.ts';

const mediaType = (standard: string, description: string) =>
  Type.String({ default: standard, pattern: '^[a-z0-9.+-]{1,64}/[a-z0-9.+-]{1,64}$', description });

const mediaTypes = section('The media type of each format, in `Accept` and `Content-Type` (AIS-TRX-030).', {
  json: mediaType('application/json', 'JSON.'),
  'camt.052': mediaType('application/xml', 'The account report of ISO 20022.'),
  'camt.053': mediaType('application/xml', 'The account statement of ISO 20022.'),
  mt940: mediaType('text/plain', "SWIFT's statement."),
  mt942: mediaType('text/plain', "SWIFT's interim report."),
});

export const TRANSACTIONS = section('Reports of transactions.', {
  mediaTypes,
  formats: Type.Array(Type.Enum(['json', 'camt.052', 'camt.053', 'mt940', 'mt942']), {
    default: ['json', 'camt.053', 'mt940'],
    minItems: 1,
    uniqueItems: true,
    description:
      'Formats, the preferred one first. camt.052 and MT942 hold pending entries, camt.053 and MT940 booked ones (AIS-TRX-028, AIS-TRX-029, AIS-TRX-033).',
  }),
  bookingStatuses: Type.Array(Type.Enum(['booked', 'pending', 'both', 'information', 'all']), {
    default: ['booked', 'pending', 'both', 'information'],
    minItems: 1,
    uniqueItems: true,
    description:
      'What may be asked for; `booked` always, `all` since 1.3.11 only (AIS-TRX-002, AIS-TRX-003, AIS-TRX-004).',
  }),
  historyDays: Type.Integer({
    default: 730,
    minimum: 0,
    maximum: 36_500,
    description: 'Days back that a report reaches; 0 for all there is (AIS-TRX-010).',
  }),
  historyWithoutFreshScaDays: Type.Integer({
    default: 90,
    minimum: 90,
    maximum: 36_500,
    description: 'Days back that need no fresh SCA; not less than 90 (RTS-180-002, RTS-180-003).',
  }),
  freshScaMinutes: Type.Integer({
    default: 15,
    minimum: 1,
    maximum: 1440,
    description: 'Minutes for which SCA counts as fresh (RTS-180-003).',
  }),
  deltaList: Type.Boolean({
    default: true,
    description: '`deltaList`, or it is refused (AIS-TRX-024, AIS-TRX-025).',
  }),
  entryReferenceFrom: Type.Boolean({
    default: true,
    description: '`entryReferenceFrom`, or it is refused (AIS-TRX-023, AIS-TRX-025).',
  }),
  pageParameters: Type.Boolean({
    default: false,
    description: '`pageIndex` and `itemsPerPage`, or they are refused (AIS-TRX-022).',
  }),
  pageSize: Type.Integer({
    default: 100,
    minimum: 1,
    maximum: 10_000,
    description: 'Entries of a page where none is asked for (AIS-TRX-017).',
  }),
  maxPageSize: Type.Integer({
    default: 1000,
    minimum: 1,
    maximum: 10_000,
    description: 'Entries that `itemsPerPage` may ask for.',
  }),
  download: Type.Boolean({
    default: true,
    description: 'A link to the report in place of a huge one that is not JSON (AIS-TRX-031).',
  }),
});
