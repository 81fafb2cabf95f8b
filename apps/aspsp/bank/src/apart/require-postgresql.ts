import { BankError } from '../bank-error.ts';

/** Processes apart share one database: a file is for one process alone. Nothing is opened. */
export function requirePostgresql({ databaseUrl }: { readonly databaseUrl: string }): void {
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) return;
  const message =
    "DATABASE_URL is a file of SQLite, which is for one process: the bank's apps run apart on PostgreSQL only. Run the bank as one process, or give the URL of a PostgreSQL.";
  throw new BankError('ERR_BANK_DATABASE', message);
}
