import {
  docComment,
  type EmitOptions,
  printPropertyKey,
  printString,
  type SourceFile,
  sourceFile,
} from '@openxs2a/emit';
import type { Api } from '@openxs2a/ir';
import { guardNames, listGuards, printGuards } from './guards.ts';
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
  file.print('\n', printAsks(api), '\n', printOptions(guards.length > 0, file, options));
  const name = `${options.name}ServerOptions`;
  file.print(
    '\n',
    docComment([
      `A Hono app that serves ${api.title}, or those of its operations that are named. Throws a TypeError where a handler or a guard is missing, or the order leaves a check out.`,
    ]),
    `export function create${options.name}Server<Context, Id extends keyof Asks = keyof Asks>(\n`,
    `  options: ${name}<Context, Id>,\n`,
    `): ${file.importType('Hono', 'hono')} {\n`,
    `  return ${file.import('createServer', `${options.runtime}/server`)}({ ...options, ${file.import('descriptors', '../descriptors')} });\n`,
    '}\n\n',
    docComment(['How each operation travels, and what it asks of its guards, by operationId.']),
    'export { descriptors };\n',
  );
  return new Map([['server/index.ts', file.toString()]]);
}

/** Which guards each operation asks: a server of some operations needs the guards of those only. */
function printAsks(api: Api): string {
  const rows = api.operations.map((operation) => {
    const names = guardNames(operation).map(printString);
    return `  readonly ${printPropertyKey(operation.id)}: ${names.length === 0 ? 'never' : names.join(' | ')};\n`;
  });
  return `${docComment(['The guards that each operation asks.'])}export interface Asks {\n${rows.join('')}}\n`;
}

function printOptions(guarded: boolean, file: SourceFile, options: EmitOptions): string {
  const base = file.importType('ServerOptions', `${options.runtime}/server`);
  const name = `${options.name}ServerOptions`;
  return [
    docComment(['What a server is made of: the handlers, the guards, and how it behaves.']),
    `export interface ${name}<Context, Id extends keyof Asks = keyof Asks> extends ${base}<Context, Asks[Id]> {\n`,
    docComment(['Serves these operations only; nothing answers on the paths of the others. Default: all.'], '  '),
    '  readonly operations?: readonly Id[];\n',
    '  readonly handlers: Pick<Handlers<Context>, NoInfer<Id>>;\n',
    ...(guarded ? ['  readonly guards: Pick<Guards<Context>, Asks[NoInfer<Id>]>;\n'] : []),
    '}\n',
  ].join('');
}
