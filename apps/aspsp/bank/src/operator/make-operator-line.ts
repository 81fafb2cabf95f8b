import { DEFAULT_SCA_POLICY, hashPassword, nodeArgon2id, type ScaPolicy } from '@openxs2a/sca';
import type { Random } from '@openxs2a/service';
import { BankError } from '../bank-error.ts';
import { isOperatorName, OPERATOR_NAME } from '../open/operators.ts';

export interface NewOperator {
  readonly name: string;
  readonly password: string;
}

export interface LineSetting {
  readonly random: Random;
  /** What a hash costs; as much as a PSU's if it is not given. */
  readonly hashing?: ScaPolicy['password']['hashing'];
}

/** There is no second factor: a password of more characters than a PSU's. */
const MIN_LENGTH = 12;

/** A line of OPERATORS, with a hash of the password. Throws BankError for a name, and ScaError for a password, that is none. */
export async function makeOperatorLine(
  { name, password }: NewOperator,
  { random, hashing }: LineSetting,
): Promise<string> {
  checkOperatorName(name);
  const usual = DEFAULT_SCA_POLICY.password;
  const policy = { password: { ...usual, minLength: MIN_LENGTH, hashing: hashing ?? usual.hashing } };
  const { phc } = await hashPassword({ policy, random, argon2id: nodeArgon2id }, password);
  return `${name}:${phc}`;
}

/** Throws BankError. */
export function checkOperatorName(name: string): void {
  if (!isOperatorName(name)) throw new BankError('ERR_BANK_OPERATORS', `Say who it is for: ${OPERATOR_NAME}.`);
}
