import { docComment, type EmitOptions, sourceFile } from '@openxs2a/emit';
import type { Api } from '@openxs2a/ir';
import { listGuards, printGuards } from './guards.ts';
import { printHandlers } from './handlers.ts';

/**
 * The server stub of an Api: `server/index.ts` with a handler interface per tag, the guards that the operations need,
 * and the function that makes a Hono app of them.
 */
export function emitServer(api: Api, options: EmitOptions): Map<string, string> {
  const file = sourceFile(options);
  const guards = listGuards(api);
  file.print(printHandlers(api, file, options));
  if (guards.length > 0) file.print('\n', printGuards(guards, api, file, options));
  const from = `${options.runtime}/server`;
  const base = file.importType('ServerOptions', from);
  const name = `${options.name}ServerOptions`;
  file.print(
    '\n',
    docComment(['What a server is made of: the handlers, the guards, and how it behaves.']),
    `export interface ${name}<Context> extends ${base}<Context${guards.length > 0 ? ', keyof Guards<Context>' : ', never'}> {\n`,
    '  readonly handlers: Handlers<Context>;\n',
    ...(guards.length > 0 ? ['  readonly guards: Guards<Context>;\n'] : []),
    '}\n\n',
    docComment([
      `A Hono app that serves ${api.title}. Throws a TypeError where a handler or a guard is missing, or the order leaves a check out.`,
    ]),
    `export function create${options.name}Server<Context>(options: ${name}<Context>): ${file.importType('Hono', 'hono')} {\n`,
    `  return ${file.import('createServer', from)}({ ...options, ${file.import('descriptors', '../descriptors')} });\n`,
    '}\n',
  );
  return new Map([['server/index.ts', file.toString()]]);
}
