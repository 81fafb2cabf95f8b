import { systemClock, systemRandom } from '@openxs2a/service';
import { InitialisationError } from '../acts/initialisation-error.ts';
import { enterPerson } from '../acts/people.ts';
import type { PersonConfig } from '../config.ts';
import { openState } from '../open-state.ts';
import { listAuthorities } from '../store/registrations.ts';

/** Lets somebody use the pages. A password that was not given is made, and this is the only place where it shows. */
export async function enter({
  database: location,
  personName: name,
  personNca: ncaId,
  ...given
}: PersonConfig): Promise<readonly string[]> {
  const random = systemRandom;
  const { personPassword: password = random.token(18) } = given;
  const { close, ...state } = await openState(location);
  try {
    if (ncaId !== undefined && !(await listAuthorities(state.database)).some((authority) => authority.ncaId === ncaId))
      throw new InitialisationError('ERR_NCA_UNKNOWN', `No authority "${ncaId}" is known; import its register first.`);
    await enterPerson(
      { ...state, clock: systemClock, random },
      { name, password, ...(ncaId === undefined ? {} : { ncaId }) },
    );
    const entered = `${name} may sign in for ${ncaId ?? 'the operator'}.`;
    return given.personPassword === undefined ? [entered, `Password, shown once: ${password}`] : [entered];
  } finally {
    await close();
  }
}
