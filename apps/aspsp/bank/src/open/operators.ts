import { enrolOperator, type OperatorOptions } from '@openxs2a/authorization-server/pages';
import type { BankState } from '@openxs2a/edge/state';
import { createKpiReader, createTppDirectory, type Incidents } from '@openxs2a/gateway';
import type { BankProfile } from '@openxs2a/profile';
import { type HashedPassword, parseHashedPassword } from '@openxs2a/sca';
import { BankError } from '../bank-error.ts';
import type { Config } from '../config.ts';
import type { Renewable } from '../renew/renewable.ts';

export interface Operator {
  readonly name: string;
  readonly hashed: HashedPassword;
}

/** Who may log in as the bank's own, by the lines of OPERATORS. Throws BankError that names the line, never what is in it. */
export function parseOperators(text: string): readonly Operator[] {
  const lines = text.split('\n').map((line, at) => ({ line: line.trim(), number: at + 1 }));
  const operators = lines.filter(({ line }) => line !== '').map(({ line, number }) => parseOperator(line, number));
  const names = new Set(operators.map(({ name }) => name));
  if (names.size < operators.length) throw refuse('one name stands there twice');
  if (operators.length === 0) throw refuse('there is nobody in it');
  return operators;
}

function parseOperator(line: string, number: number): Operator {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(colon, 0));
  if (!isOperatorName(name)) throw refuse(`line ${number} does not begin with ${OPERATOR_NAME}, and a colon`);
  const hashed = parseHashedPassword(line.slice(colon + 1));
  if (hashed === undefined)
    throw refuse(
      `line ${number} has no hash of a password, and a password itself is not taken: "npm run -s operator -w @openxs2a/bank -- ${name}" makes the line`,
    );
  return { name, hashed };
}

/** What a name has to be, in words. */
export const OPERATOR_NAME = 'a name of up to 40 lower-case letters, digits, ".", "_" and "-"';

export const isOperatorName = (name: string): boolean => /^[a-z0-9][a-z0-9._-]{0,39}$/.test(name);

export interface OperatorSetting {
  readonly state: BankState;
  readonly profile: BankProfile;
  readonly incidents: Incidents;
}

export interface OpenOperators {
  readonly operator: OperatorOptions;
  /** Who is no longer there is out with the next page. */
  readonly renewable: Renewable<Pick<Config, 'operators'>>;
}

/** Gives them their passwords, and what they see: all that the gateways of this bank have kept. */
export async function openOperators(
  operators: readonly Operator[],
  { state, profile: { timeZone }, incidents }: OperatorSetting,
): Promise<OpenOperators> {
  const { database, log, clock } = state;
  let names = await enrol(state, operators);
  return {
    operator: {
      get names() {
        return names;
      },
      tpps: createTppDirectory({ database, log, clock }),
      incidents,
      kpi: createKpiReader({ database, clock, timeZone }),
    },
    renewable: {
      keys: ['operators'],
      async prepare(config) {
        const next = await enrol(state, parseOperators(config.operators ?? ''));
        const take = () => {
          names = next;
        };
        return { evidence: { operators: next }, take };
      },
    },
  };
}

async function enrol(state: BankState, operators: readonly Operator[]): Promise<readonly string[]> {
  for (const { name, hashed } of operators) await enrolOperator(state, name, hashed);
  return operators.map(({ name }) => name);
}

const refuse = (problem: string) => new BankError('ERR_BANK_OPERATORS', `OPERATORS cannot be used: ${problem}.`);
