import type { Database, Transaction } from '@openxs2a/store';
import type { JournalEntry } from '../ledger/journal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type DemoOptions, generateDemo } from './generate-demo.ts';
import type { Scene } from './scene.ts';
import { clearingOf, type Step } from './steps.ts';

/**
 * Puts the demo bank into a ledger, whole or not at all. False where a demo bank is there already: then nothing changes,
 * whatever the options.
 */
export function loadDemo(database: Database, ledger: Ledger, options: DemoOptions): Promise<boolean> {
  const { scenes, currencies } = generateDemo(options);
  return database.transaction(
    async (trx) => {
      const [first, ...others] = scenes.flatMap(({ psus }) => psus);
      if (first === undefined || !(await ledger.addPsu(trx, first))) return false;
      for (const psu of others) await ledger.addPsu(trx, psu);
      for (const currency of currencies) {
        const id = clearingOf(currency);
        await ledger.openAccount(trx, { kind: 'internal', id, currency, name: `Clearing ${currency}` });
      }
      for (const scene of scenes) await loadScene(trx, ledger, scene);
      return true;
    },
    { timeout: Number.POSITIVE_INFINITY },
  );
}

async function loadScene(trx: Transaction, ledger: Ledger, scene: Scene): Promise<void> {
  for (const account of scene.accounts) await ledger.openAccount(trx, account);
  // equal days keep the order in which the scene tells them
  await loadSteps(
    trx,
    ledger,
    scene.steps.toSorted((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day))),
  );
  for (const { accountId, order } of scene.standingOrders ?? []) await ledger.addStandingOrder(trx, accountId, order);
  for (const { accountId, beneficiary } of scene.beneficiaries ?? [])
    await ledger.addTrustedBeneficiary(trx, accountId, beneficiary);
  for (const accountId of scene.closed ?? []) await ledger.setAccountStatus(trx, accountId, 'deleted');
}

/** What is booked in a row is posted at once. */
async function loadSteps(trx: Transaction, ledger: Ledger, steps: readonly Step[]): Promise<void> {
  let entries: JournalEntry[] = [];
  const flush = async () => {
    await ledger.post(trx, entries);
    entries = [];
  };
  for (const step of steps) {
    if (step.kind === 'post') entries.push(step.entry);
    else await flush();
    if (step.kind === 'hold') await ledger.hold(trx, [step.hold]);
    if (step.kind === 'bill') await ledger.bill(trx, step.accountId);
  }
  await flush();
}
