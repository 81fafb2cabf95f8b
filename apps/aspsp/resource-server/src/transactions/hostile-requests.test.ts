import { ANY_CHARACTER } from '@openxs2a/service/testing/any-character';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { CARD, createReader, HOUSEHOLD, openReportBank, PSU_PRESENT, serve } from './report-bank.fixture.ts';

const bank = await openReportBank();
afterAll(() => bank.close());
const everything = {
  formats: ['json', 'camt.052', 'camt.053', 'mt940', 'mt942'],
  bookingStatuses: ['booked', 'pending', 'both', 'information', 'all'],
  pageParameters: true,
};
const server = await serve(bank, { transactions: everything });
const reader = await createReader(bank, [HOUSEHOLD]);
const holder = await createReader(bank, [CARD], { psu: 'cards' });

const value = fc.oneof(
  fc.constantFrom('booked', 'pending', 'both', 'all', 'information', 'true', 'false', '', '0', '1', '-1'),
  fc.constantFrom('2026-11-01', '2026-10-01', '2024-11-27', '9999-12-31', '0000-00-00', '2026-11-26T00:00:00Z'),
  fc.string({ unit: ANY_CHARACTER, maxLength: 30 }),
);
const names =
  'bookingStatus dateFrom dateTo deltaList entryReferenceFrom withBalance page pageIndex itemsPerPage other';
const parameter = fc.tuple(fc.constantFrom(...names.split(' ')), value);
const accept = fc.oneof(
  fc.constantFrom('*/*', 'application/json', 'application/xml', 'text/plain', 'text/html', 'application/problem+json'),
  fc.stringMatching(/^[ -~]{0,40}$/),
);

/** Lone surrogates are no text that an URL could carry. */
const encode = (text: string) => encodeURIComponent(text.toWellFormed());

test('AIS-TRX-038 whatever is asked for, the bank answers or refuses, and never fails', async () => {
  const sound = fc.constantFrom(
    'bookingStatus=booked&dateFrom=2026-11-01',
    'bookingStatus=both&dateFrom=2026-10-01',
    '',
  );
  await fc.assert(
    fc.asyncProperty(sound, fc.array(parameter, { maxLength: 4 }), accept, async (begin, parameters, header) => {
      const query = [begin, ...parameters.map(([name, text]) => `${name}=${encode(text)}`)].filter(Boolean).join('&');
      const headers = { ...PSU_PRESENT, accept: header };
      const answers = [
        await reader.read(server, reader.path(HOUSEHOLD, query), headers),
        await holder.read(server, holder.path(CARD, query), headers),
      ];
      for (const { status } of answers) expect([200, 400, 406]).toContain(status);
    }),
    { numRuns: 300 },
  );
  expect(server.errors).toEqual([]);
});

test('AIS-TRX-038 whatever stands for the id of an entry, it is found, unknown or malformed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: ANY_CHARACTER, minLength: 1, maxLength: 60 }), async (text) => {
      const id = encode(text);
      fc.pre(id !== '.' && id !== '..');
      const target = `/v1/accounts/${reader.resource(HOUSEHOLD)}/transactions/${id}`;
      expect((await reader.read(server, target, PSU_PRESENT)).outcome).toBe('403 RESOURCE_UNKNOWN');
    }),
    { numRuns: 100 },
  );
});
