import { systemClock, systemRandom } from '@openxs2a/service';
import { InitialisationError } from '../acts/initialisation-error.ts';
import { enterPerson } from '../acts/people.ts';
import type { PersonConfig } from '../config.ts';
import { openState } from '../open-state.ts';
import { listAuthorities } from '../store/registrations.ts';

/** Lets somebody use the pages. A password that was not given is made, and this is the only place where it shows. */
export async function enter(config: PersonConfig): Promise<readonly string[]> {
  const random = systemRandom;
  const { personName: name, personNca: ncaId, personPassword: password = random.token(18) } = config;
  const { close, database, journal } = await openState(config, 'person');
  try {
    if (ncaId !== undefined && !(await listAuthorities(database)).some((authority) => authority.ncaId === ncaId))
      throw new InitialisationError('ERR_NCA_UNKNOWN', `No authority "${ncaId}" is known; import its register first.`);
    const person = { name, password, ...(ncaId === undefined ? {} : { ncaId }) };
    await enterPerson({ database, journal, clock: systemClock, random }, person);
    const entered = `${name} may sign in for ${ncaId ?? 'the operator'}.`;
    return config.personPassword === undefined ? [entered, `Password, shown once: ${password}`] : [entered];
  } finally {
    await close();
  }
}
