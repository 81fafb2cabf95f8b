/** What every session begins with; what the URL says in its parameter `options` comes later and wins. */
export interface SessionOptions {
  readonly readOnly?: boolean;
  readonly statementTimeout: number;
  readonly transactionTimeout: number;
}

/**
 * The URL with the settings of the session. Hosts elsewhere are spoken to by TLS whose certificate is verified, unless the
 * URL has a `sslmode` of its own: without one, the driver would send everything in the clear.
 */
export function withSession(location: string, options: SessionOptions): string {
  const { readOnly, statementTimeout, transactionTimeout } = options;
  const url = URL.parse(location);
  // the platform's own error has the whole URL in it, password and all
  if (url === null) throw new TypeError('The location of the database is no URL.');
  const settings = {
    synchronous_commit: 'on',
    timezone: 'UTC',
    ...(readOnly && { default_transaction_read_only: 'on' }),
    statement_timeout: statementTimeout,
    // for a program that was cut off: one that lives ends its transaction by itself
    idle_in_transaction_session_timeout: 2 * transactionTimeout,
  };
  const given = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const own = url.searchParams.get('options');
  url.searchParams.set('options', [...given, ...(own === null ? [] : [own])].join(' '));
  if (!isHere(url) && !url.searchParams.has('sslmode')) url.searchParams.set('sslmode', 'verify-full');
  return url.href;
}

function isHere(url: URL): boolean {
  const host = url.searchParams.get('host') ?? url.hostname;
  return ['', 'localhost', '127.0.0.1', '::1', '[::1]'].includes(host) || host.startsWith('/');
}
