import { openDatabase } from '@openxs2a/store';
import { describeDemo, loadDemo } from '../demo.ts';
import { createLedger, prepareLedger } from '../ledger.ts';
import { describeCoreBanking } from './describe-core-banking.ts';

const TODAY = '2026-11-26';

async function createConnector() {
  const database = await openDatabase(':memory:');
  await prepareLedger(database);
  const clock = () => new Date(`${TODAY}T09:00:00Z`);
  const ledger = createLedger({
    database,
    clock,
    random: { uuid: () => crypto.randomUUID() },
    panKey: new Uint8Array(32),
  });
  await loadDemo(database, ledger, { today: TODAY, entries: 50 });
  return ledger;
}

describeCoreBanking('the shipped ledger', createConnector, describeDemo({ today: TODAY }));

const { psu, unknownPsu, account, entry, foreignAccount } = describeDemo({ today: TODAY });
describeCoreBanking('a bank with payment accounts alone', createConnector, {
  ...{ psu, unknownPsu, account, entry, foreignAccount },
});
