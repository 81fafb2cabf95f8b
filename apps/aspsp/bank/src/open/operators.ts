import { enrolOperator, type OperatorOptions } from '@openxs2a/authorization-server/pages';
import type { BankState } from '@openxs2a/edge/state';
import { createIncidents, createKpiReader, createTppDirectory, migrateGateway } from '@openxs2a/gateway';
import type { BankProfile } from '@openxs2a/profile';
import { ScaError } from '@openxs2a/sca';
import { BankError } from '../bank-error.ts';

export interface Operator {
  readonly name: string;
  readonly password: string;
}

/** Who may log in as the bank's own, by the lines of OPERATORS. Throws BankError that names the line, never what is in it. */
export function parseOperators(text: string): readonly Operator[] {
  const lines = text.split('\n').map((line, at) => ({ line: line.trim(), number: at + 1 }));
  const operators = lines
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => {
      const [, name, password] = /^([a-z0-9][a-z0-9._-]{0,39}):(.+)$/.exec(line) ?? [];
      if (name === undefined || password === undefined)
        throw refuse(
          `line ${number} is not a name of lower-case letters, digits, ".", "_" and "-", a colon, a password`,
        );
      return { name, password };
    });
  const names = new Set(operators.map(({ name }) => name));
  if (names.size < operators.length) throw refuse('one name stands there twice');
  if (operators.length === 0) throw refuse('there is nobody in it');
  return operators;
}

/** Gives them their passwords, and what they see: all that the gateways of this bank have kept. */
export async function openOperators(
  operators: readonly Operator[],
  state: BankState,
  { timeZone }: BankProfile,
): Promise<OperatorOptions> {
  const { database, log, clock, random } = state;
  for (const { name, password } of operators) await enrol(state, name, password);
  await migrateGateway(database);
  return {
    names: operators.map(({ name }) => name),
    tpps: createTppDirectory({ database, log, clock }),
    incidents: createIncidents({ database, log, clock, random }),
    kpi: createKpiReader({ database, clock, timeZone }),
  };
}

async function enrol(state: BankState, name: string, password: string): Promise<void> {
  try {
    await enrolOperator(state, name, password);
  } catch (error) {
    if (!(error instanceof ScaError)) throw error;
    throw refuse(`the password of ${name} cannot be one: ${error.message}`);
  }
}

const refuse = (problem: string) => new BankError('ERR_BANK_OPERATORS', `OPERATORS cannot be used: ${problem}.`);
