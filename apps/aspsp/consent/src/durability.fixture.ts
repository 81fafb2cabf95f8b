// Creates, confirms and uses consents as fast as it can, eight at once, and says on stdout what was answered, until it is
// killed. Arguments: the location of the database, and what tells the PSUs of this run from others.
import { writeSync } from 'node:fs';
import { openDatabase } from '@openxs2a/store';
import { createManualClock, createValid, openBank, read } from './consents.fixture.ts';

const [location = '', run = ''] = process.argv.slice(2);
const bank = await openBank(await openDatabase(location), { clock: createManualClock() });
const say = (what: string, consentId: string) => writeSync(1, `${what} ${consentId}\n`);
let next = 0;

await Promise.all(
  Array.from({ length: 8 }, async () => {
    for (;;) {
      next += 1;
      const consent = await createValid(bank, { psuId: `psu-${run}-${next}` });
      say('confirmed', consent.consentId);
      for (let count = 0; count < 3; count += 1) {
        await read(bank, consent, { operation: 'getAccountList' });
        say('used', consent.consentId);
      }
    }
  }),
);
