import type { BankProfile } from './bank-profile.ts';
import { pointTo } from './find-problems.ts';
import type { ProfileProblem } from './profile-error.ts';

type Check = (profile: BankProfile) => string | undefined;

/** What no key can say alone: where it is told, and when. */
const CHECKS: readonly (readonly [pointer: string, check: Check])[] = [
  ['/timeZone', ({ timeZone }) => unless(isTimeZone(timeZone), 'is not the IANA name of a time zone')],
  [
    '/consents/offered/bankOffered',
    ({ consents, sca }) =>
      unless(
        !consents.offered.bankOffered || sca.approaches.some((approach) => approach !== 'EMBEDDED'),
        'needs an approach other than EMBEDDED: the PSU chooses accounts at the bank (AIS-CNS-010)',
      ),
  ],
  [
    '/sca/authorisationConfirmation',
    ({ sca }) =>
      unless(
        !sca.authorisationConfirmation || redirects(sca),
        'needs the approach REDIRECT: its code comes with the redirect',
      ),
  ],
  [
    '/sca/oauth',
    ({ sca }) =>
      unless(
        sca.oauth === 'off' || sca.oauthPreStep || redirects(sca),
        'needs the approach REDIRECT, or /sca/oauthPreStep',
      ),
  ],
  [
    '/sca/oauthPreStep',
    ({ sca }) => unless(!sca.oauthPreStep || sca.oauth !== 'off', 'needs /sca/oauth: somebody has to issue the token'),
  ],
  [
    '/sca/redirectMinutes',
    ({ sca }) =>
      unless(sca.redirectMinutes <= sca.authorisationMinutes, 'must not be more than /sca/authorisationMinutes'),
  ],
  [
    '/consents/confirmWithin/partiallyAuthorisedMinutes',
    ({ consents: { confirmWithin } }) =>
      unless(
        confirmWithin.partiallyAuthorisedMinutes >= confirmWithin.receivedMinutes,
        'must not be less than /consents/confirmWithin/receivedMinutes',
      ),
  ],
  [
    '/consents/oneOff/followUpMinutes',
    ({ consents: { oneOff } }) =>
      unless(
        oneOff.withinMinutes === 0 || oneOff.followUpMinutes <= oneOff.withinMinutes,
        'must not be more than /consents/oneOff/withinMinutes',
      ),
  ],
  [
    '/accounts/references',
    ({ accounts, services }) =>
      unless(
        !services.cardAccounts || accounts.references.some((kind) => kind === 'pan' || kind === 'maskedPan'),
        'must hold pan or maskedPan: /services/cardAccounts is on',
      ),
  ],
  [
    '/transactions/bookingStatuses',
    ({ transactions: { bookingStatuses: offered } }) =>
      unless(offered.includes('booked'), 'must hold booked (AIS-TRX-002)'),
  ],
  [
    '/transactions/bookingStatuses',
    ({ transactions: { bookingStatuses: offered } }) =>
      unless(
        offered.includes('pending') || !(offered.includes('both') || offered.includes('all')),
        'must hold pending where it holds both or all',
      ),
  ],
  [
    '/transactions/bookingStatuses',
    ({ transactions: { bookingStatuses: offered } }) =>
      unless(offered.includes('information') || !offered.includes('all'), 'must hold information where it holds all'),
  ],
  [
    '/services/standingOrders',
    ({ services, transactions }) =>
      unless(
        services.standingOrders === transactions.bookingStatuses.includes('information'),
        'must be on exactly where /transactions/bookingStatuses holds information (AIS-TRX-013)',
      ),
  ],
  [
    '/transactions/historyWithoutFreshScaDays',
    ({ transactions: { historyDays, historyWithoutFreshScaDays } }) =>
      unless(
        historyDays === 0 || historyWithoutFreshScaDays <= historyDays,
        'must not be more than /transactions/historyDays',
      ),
  ],
  [
    '/transactions/pageSize',
    ({ transactions }) =>
      unless(transactions.pageSize <= transactions.maxPageSize, 'must not be more than /transactions/maxPageSize'),
  ],
];

/** Problems between keys that are well formed each for itself. */
export function checkConsistency(profile: BankProfile): ProfileProblem[] {
  const found = CHECKS.flatMap(([pointer, check]) => {
    const problem = check(profile);
    return problem === undefined ? [] : [{ pointer, problem }];
  });
  return [...found, ...checkMediaTypes(profile), ...checkAgreements(profile)];
}

/** Two formats under one media type are told apart by the booking status alone: a report and its interim form. */
function checkMediaTypes({ transactions: { formats, mediaTypes } }: BankProfile): ProfileProblem[] {
  const family = (format: string) => format.slice(0, 2);
  return formats.flatMap((format, at) => {
    const rival = formats
      .slice(0, at)
      .find((other) => mediaTypes[other] === mediaTypes[format] && family(other) !== family(format));
    const problem = `must not be that of ${rival}: nothing would tell the two apart`;
    return rival === undefined ? [] : [{ pointer: `/transactions/mediaTypes/${format}`, problem }];
  });
}

function checkAgreements({ consents: { frequencyPerDay } }: BankProfile): ProfileProblem[] {
  return Object.entries(frequencyPerDay.agreed).flatMap(([tppId, agreed]) => {
    const pointer = pointTo('/consents/frequencyPerDay/agreed', tppId);
    if (!/^PSD[A-Z]{2}-[A-Z]{2,8}-.+$/.test(tppId))
      return [{ pointer, problem: 'is not under an organisation identifier (TS 119 495, 5.2.1; CRT-TLS-011)' }];
    if (agreed < frequencyPerDay.cap)
      return [{ pointer, problem: 'must not be less than /consents/frequencyPerDay/cap' }];
    return [];
  });
}

const unless = (holds: boolean, problem: string) => (holds ? undefined : problem);
const redirects = ({ approaches }: BankProfile['sca']) => approaches.includes('REDIRECT');

function isTimeZone(name: string): boolean {
  try {
    // offsets such as +01:00 are taken too, and have no days of summer time
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
