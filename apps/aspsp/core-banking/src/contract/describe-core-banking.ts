import { beforeAll, describe, test } from 'vitest';
import type { CoreBanking } from '../core-banking.ts';
import type { CoreBankingFixture } from './fixture.ts';
import { LAWS } from './laws.ts';

/**
 * Declares a test of vitest for each law, over the connector that `createConnector` makes once. What the fixture has
 * nothing for is skipped, and says so.
 */
export function describeCoreBanking(
  name: string,
  createConnector: () => Promise<CoreBanking> | CoreBanking,
  fixture: CoreBankingFixture,
): void {
  describe(name, () => {
    let core: CoreBanking;
    beforeAll(async () => {
      core = await createConnector();
    });
    for (const law of LAWS) {
      const missing = law.needs !== undefined && fixture[law.needs] === undefined;
      const title = missing ? `${law.name} (the fixture has no ${law.needs})` : law.name;
      test.skipIf(missing)(title, () => law.check(core, fixture));
    }
  });
}
