import type { HashedPassword, Sca } from '@openxs2a/sca';
import type { Database } from '@openxs2a/store';

/** Under which authentication knows one of the bank's own people; the prefix keeps them apart from PSUs. */
export const operatorId = (name: string): string => `operator:${name}`;

/**
 * Gives one of the bank's own people the password that the configuration has. A new one ends a block: whoever changes the
 * configuration has made sure whose it is.
 */
export async function enrolOperator(
  { sca, database }: { readonly sca: Sca; readonly database: Database },
  name: string,
  hashed: HashedPassword,
): Promise<void> {
  const isNew = await database.transaction((trx) => sca.setPassword(trx, operatorId(name), hashed));
  if (isNew) await sca.unblock(operatorId(name), 'configuration', 'a new password');
}
