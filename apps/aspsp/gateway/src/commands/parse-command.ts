import { parseArgs } from 'node:util';
import type { TppStatus } from '../directory/tpp.ts';

export type Command =
  | { readonly act: 'help' }
  | { readonly act: 'list'; readonly status?: TppStatus; readonly reviewBy?: string }
  | { readonly act: 'show'; readonly tppId: string }
  | { readonly act: 'block' | 'unblock'; readonly tppId: string; readonly reason: string; readonly by: string }
  | {
      readonly act: 'attest';
      readonly tppId: string;
      readonly statement: string;
      readonly by: string;
      readonly validUntil?: string;
    }
  | {
      readonly act: 'review';
      readonly tppId: string;
      readonly note: string;
      readonly by: string;
      readonly next: string;
    };

/** What stands on the command line is not what the command takes; the message says what would be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `tpp looks at the TPPs that a bank knows, and decides about them.

  tpp list [--status active|blocked] [--review-by DATE]
  tpp show TPP
  tpp block TPP --reason TEXT --by NAME       refuses it from its next request on, at every node
  tpp unblock TPP --reason TEXT --by NAME
  tpp attest TPP --statement TEXT --by NAME [--valid-until DATE]
  tpp review TPP --note TEXT --by NAME --next DATE

TPP is its organizationIdentifier (PSDDE-BAFIN-123456), DATE is like 2027-05-31. Each act stands in the audit log.
--json prints JSON. Exit codes: 0 done, 1 there is no such TPP, or a fault, 2 something that you can mend.
`;

const OPTIONS = {
  help: { type: 'boolean' },
  json: { type: 'boolean' },
  status: { type: 'string' },
  'review-by': { type: 'string' },
  reason: { type: 'string' },
  by: { type: 'string' },
  statement: { type: 'string' },
  'valid-until': { type: 'string' },
  note: { type: 'string' },
  next: { type: 'string' },
} as const;

type Name = Exclude<keyof typeof OPTIONS, 'help' | 'json'>;

const TAKEN: Readonly<Record<Exclude<Command['act'], 'help'>, readonly Name[]>> = {
  list: ['status', 'review-by'],
  show: [],
  block: ['reason', 'by'],
  unblock: ['reason', 'by'],
  attest: ['statement', 'by', 'valid-until'],
  review: ['note', 'by', 'next'],
};

/** Throws UsageError. */
export function parseCommand(args: readonly string[]): { readonly command: Command; readonly json: boolean } {
  const { values, positionals } = parse(args);
  const [act, tppId, ...rest] = positionals;
  const json = values.json === true;
  if (values.help === true || act === undefined) return { command: { act: 'help' }, json };
  if (!isAct(act)) throw new UsageError(`There is no "${act}"; see --help.`);
  // holds: what is not in OPTIONS is refused by `parseArgs`
  const given = (Object.keys(values) as (keyof typeof OPTIONS)[]).filter((name) => name !== 'help' && name !== 'json');
  const foreign = given.find((name) => !(TAKEN[act] as readonly string[]).includes(name));
  if (foreign !== undefined) throw new UsageError(`"${act}" takes no --${foreign}.`);
  if (rest.length > 0 || (act === 'list' && tppId !== undefined))
    throw new UsageError(`"${act}" takes ${act === 'list' ? 'no TPP' : 'one TPP'}.`);
  return { command: toCommand(act, tppId, values), json };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    // it says in words which option it does not know
    throw new UsageError(cause instanceof Error ? cause.message : 'The options cannot be read.', { cause });
  }
}

const isAct = (text: string): text is keyof typeof TAKEN => Object.hasOwn(TAKEN, text);

function toCommand(
  act: keyof typeof TAKEN,
  tppId: string | undefined,
  values: { readonly [name in Name]?: string | undefined },
): Command {
  if (act === 'list') return toList(values);
  if (tppId === undefined) throw new UsageError(`"${act}" needs a TPP.`);
  const need = (name: Name): string => {
    const text = values[name];
    if (text === undefined) throw new UsageError(`"${act}" needs --${name}.`);
    return text;
  };
  switch (act) {
    case 'show':
      return { act, tppId };
    case 'block':
    case 'unblock':
      return { act, tppId, reason: need('reason'), by: need('by') };
    case 'attest': {
      const validUntil = values['valid-until'];
      const until = validUntil === undefined ? {} : { validUntil };
      return { act, tppId, statement: need('statement'), by: need('by'), ...until };
    }
    case 'review':
      return { act, tppId, note: need('note'), by: need('by'), next: need('next') };
  }
}

function toList({ status, 'review-by': reviewBy }: { readonly [name in Name]?: string | undefined }): Command {
  if (status !== undefined && status !== 'active' && status !== 'blocked')
    throw new UsageError('--status is active or blocked.');
  return { act: 'list', ...(status === undefined ? {} : { status }), ...(reviewBy === undefined ? {} : { reviewBy }) };
}
