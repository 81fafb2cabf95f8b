import { ScaError } from '@openxs2a/sca';
import { ServiceError } from '@openxs2a/service';
import { BankError } from '../bank-error.ts';
import { OPERATOR_NAME } from '../open/operators.ts';
import { checkOperatorName, type LineSetting, makeOperatorLine } from './make-operator-line.ts';
import { type PasswordHost, readPassword } from './read-password.ts';

const USAGE = `operator makes a line of OPERATORS, which lets one of the bank's own people use its pages.

  operator NAME        asks for the password, or reads it from what is piped in

NAME is ${OPERATOR_NAME}.
The line goes to standard output: the name, and a hash of the password (argon2id). Put it into the file that
OPERATORS_FILE names, and start the bank anew. A new password ends a block.
`;

/** As much of Node's \`process\` as the command uses. */
export interface OperatorHost extends PasswordHost {
  readonly argv: readonly string[];
  readonly stdout: { write(text: string): unknown };
  exitCode?: number | string | null | undefined;
}

/** Prints a line. What people can mend is said in words, with exit code 2; what else fails is thrown on. */
export async function runOperator(host: OperatorHost, setting: LineSetting): Promise<void> {
  const [name = '', ...more] = host.argv.slice(2);
  if (name === '--help') return void host.stdout.write(USAGE);
  try {
    if (more.length > 0)
      throw new BankError('ERR_BANK_OPERATORS', 'A password is asked for, and never taken from the command line.');
    checkOperatorName(name);
    host.stdout.write(`${await makeOperatorLine({ name, password: await readPassword(host) }, setting)}\n`);
  } catch (error) {
    if (!(error instanceof ServiceError || error instanceof ScaError)) throw error;
    host.stderr.write(`operator: ${error.message}\n`);
    host.exitCode = 2;
  }
}
