import type { Sca } from '@openxs2a/sca';
import type { Database } from '@openxs2a/store';

/** Under which authentication knows one of the bank's own people; the prefix keeps them apart from PSUs. */
export const operatorId = (name: string): string => `operator:${name}`;

/** Sets the password of one of the bank's own people, from the configuration. Throws `ERR_SCA_PASSWORD_UNFIT`. */
export async function enrolOperator(
  { sca, database }: { readonly sca: Sca; readonly database: Database },
  name: string,
  password: string,
): Promise<void> {
  const hashed = await sca.hashPassword(password);
  await database.transaction((trx) => sca.setPassword(trx, operatorId(name), hashed));
}
