import type { CoreBankingFixture } from '../contract/fixture.ts';
import { addDays } from '../iso-date.ts';
import type { DemoOptions } from './generate-demo.ts';
import { createIban, createPan, maskPan } from './identifiers.ts';
import { DEMO_PSUS } from './psus.ts';
import { eur } from './steps.ts';

/** What the contract has to know of the demo bank; each scene is known for what it is for. */
export function describeDemo({ today }: Pick<DemoOptions, 'today'>): CoreBankingFixture {
  return {
    psu: { psuId: DEMO_PSUS.personal.psuId },
    unknownPsu: { psuId: 'nobody' },
    account: { iban: createIban('DE', 101) },
    entry: { bookingDate: addDays(today, -90), transactionAmount: eur(150_000) },
    foreignAccount: { iban: createIban('ES', 201) },
    pendingAccount: { iban: createIban('DE', 101) },
    multicurrencyAccount: { iban: createIban('BE', 801) },
    cardAccount: { maskedPan: maskPan(createPan(702)) },
    standingOrderAccount: { iban: createIban('FR', 901) },
    beneficiaryAccount: { iban: createIban('DE', 101) },
  };
}
