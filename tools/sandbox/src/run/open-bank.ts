import { randomUUID } from 'node:crypto';
import type { Schemas } from '@openxs2a/xs2a/types';
import { ACCOUNTS } from '../bank/accounts.ts';
import { createBank } from '../bank/bank.ts';
import { addDays, toDay } from '../bank/day.ts';
import { travel } from '../journey/journey.ts';
import type { Step } from '../journey/recorder.ts';
import { createBankApp } from '../wire/app.ts';
import { BASE_PATH } from '../wire/links.ts';
import { type Listener, listen } from './listen.ts';

export interface OpenBank extends Listener {
  /** Where the interface begins. */
  readonly baseUrl: string;
  /** Has the generated client ask for a consent and use it, step by step. */
  drive(onStep: (step: Step) => void): Promise<readonly Step[]>;
}

/** Starts the sandbox bank. Imports what is generated, so it is itself imported only after generation. */
export async function openBank(port: number, onError: (error: unknown) => void): Promise<OpenBank> {
  const bank = createBank({ accounts: ACCOUNTS, clock: () => new Date(), newId: randomUUID });
  const listener = await listen(createBankApp(bank, onError), port);
  const baseUrl = `${listener.url}${BASE_PATH}`;
  const today = toDay(new Date());
  return {
    ...listener,
    baseUrl,
    drive: (onStep) =>
      travel({
        baseUrl,
        asked: askFor(addDays(today, 90)),
        dateFrom: addDays(today, -89),
        letPsuSayYes: bank.letPsuSayYes,
        onStep,
      }),
  };
}

/** Everything on the first account, less on the others. */
function askFor(validUntil: string): Schemas['consents'] {
  const [household, savings, travels] = ACCOUNTS.map(({ iban }) => ({ iban }));
  const listed = [household, savings, travels].filter((reference) => reference !== undefined);
  return {
    access: {
      accounts: listed,
      balances: listed.slice(0, 1).concat(listed.slice(2)),
      transactions: listed.slice(0, 1),
    },
    recurringIndicator: true,
    validUntil,
    frequencyPerDay: 4,
    combinedServiceIndicator: false,
  };
}
