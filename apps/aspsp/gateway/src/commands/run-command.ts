import { existsSync } from 'node:fs';
import { type Clock, type Environment, readConfig, ServiceError, systemClock } from '@openxs2a/service';
import { openDatabase } from '@openxs2a/store';
import { createEventLog } from '@openxs2a/store/log';
import { Type } from 'typebox';
import { createTppDirectory, type TppDirectory } from '../directory/directory.ts';
import { migrateGateway } from '../directory/migrations.ts';
import type { Tpp } from '../directory/tpp.ts';
import { TppError } from '../directory/tpp-error.ts';
import { type Command, parseCommand, USAGE, UsageError } from './parse-command.ts';
import { printList, printTpp } from './print.ts';

/** As much of Node's `process` as a command uses. */
export interface CommandHost {
  readonly env: Environment;
  readonly argv: readonly string[];
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  exitCode?: number | string | null | undefined;
}

const CONFIG = Type.Object({
  databaseUrl: Type.String({ description: "The bank's database: a file of SQLite, or the URL of PostgreSQL." }),
});

/** Pages of a list; all of it is printed. */
const PAGE = 500;

/** Does what the arguments say. What people can mend is said in words, with exit code 2; what else fails is thrown on. */
export async function runCommand(host: CommandHost = process, clock: Clock = systemClock): Promise<void> {
  try {
    const { command, json } = parseCommand(host.argv.slice(2));
    if (command.act === 'help') return void host.stdout.write(USAGE);
    const found = await withDirectory(readConfig(CONFIG, host.env).databaseUrl, clock, (directory) =>
      act(directory, command),
    );
    if (found === undefined) {
      host.stderr.write('tpp: There is no such TPP.\n');
      host.exitCode = 1;
      return;
    }
    host.stdout.write(json ? `${JSON.stringify(found, undefined, 2)}\n` : print(found));
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof TppError || error instanceof ServiceError)) throw error;
    host.stderr.write(`tpp: ${error.message}\n`);
    host.exitCode = error instanceof TppError && error.code === 'ERR_TPP_UNKNOWN' ? 1 : 2;
  }
}

type Found = Tpp | readonly Tpp[] | undefined;

const print = (found: NonNullable<Found>): string => ('tppId' in found ? printTpp(found) : printList(found));

async function act(directory: TppDirectory, command: Exclude<Command, { act: 'help' }>): Promise<Found> {
  switch (command.act) {
    case 'list':
      return listAll(directory, command);
    case 'show':
      return directory.find(command.tppId);
    case 'block':
    case 'unblock':
      return directory[command.act](command.tppId, command.reason, command.by);
    case 'attest':
      return directory.attest(command.tppId, command);
    case 'review':
      return directory.review(command.tppId, command);
  }
}

async function listAll(directory: TppDirectory, filter: Extract<Command, { act: 'list' }>): Promise<readonly Tpp[]> {
  const all: Tpp[] = [];
  for (;;) {
    const page = await directory.list({ ...filter, after: all.at(-1)?.tppId, limit: PAGE });
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

async function withDirectory<Result>(
  location: string,
  clock: Clock,
  work: (directory: TppDirectory) => Promise<Result>,
): Promise<Result> {
  const isUrl = /^[a-z]+:\/\//i.test(location);
  // a slip would otherwise make an empty bank, in which nobody is blocked
  if (!isUrl && !existsSync(location)) throw new UsageError('DATABASE_URL names a file that is not there.');
  const database = await openDatabase(location);
  try {
    await migrateGateway(database);
    const log = await createEventLog(database, { namespace: 'bank', node: 'tpp-command', clock, sealEvery: false });
    const result = await work(createTppDirectory({ database, log, clock }));
    await log.close();
    return result;
  } finally {
    await database.close();
  }
}
