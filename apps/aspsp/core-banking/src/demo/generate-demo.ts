import type { IsoDate } from '../iso-date.ts';
import type { CreateScene, Scene } from './scene.ts';
import { cards } from './scenes/cards.ts';
import { corporate } from './scenes/corporate.ts';
import * as persons from './scenes/persons.ts';
import { severalCurrencies } from './scenes/several-currencies.ts';
import { standingOrders } from './scenes/standing-orders.ts';
import { createSeededRandom } from './seeded-random.ts';

export interface DemoOptions {
  /** The last day of which there is something; there is no clock here. */
  readonly today: IsoDate;
  /** The same seed and day, the same bank. */
  readonly seed?: number;
  /** How many entries the PSU of thousands has. */
  readonly entries?: number;
}

export interface DemoBank {
  readonly scenes: readonly Scene[];
  /** In which the bank has clearing accounts. */
  readonly currencies: readonly string[];
}

const SCENES: readonly CreateScene[] = [
  persons.personal,
  corporate,
  cards,
  severalCurrencies,
  persons.twoYears,
  standingOrders,
  persons.noAccounts,
  persons.blocked,
  persons.closedAccount,
  persons.thousandsOfEntries,
];

/** Generated PSUs with accounts and their past, each for a case. Scenes do not depend on each other. */
export function generateDemo({ today, seed = 1, entries = 5_000 }: DemoOptions): DemoBank {
  const scenes = SCENES.map((create, index) =>
    create({ random: createSeededRandom(seed * SCENES.length + index), today, entries }),
  );
  const currencies = scenes.flatMap(({ accounts }) => accounts.map(({ currency }) => currency));
  return { scenes, currencies: [...new Set(currencies)].filter((currency) => currency !== 'XXX') };
}
