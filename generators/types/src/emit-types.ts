import {
  docComment,
  type EmitOptions,
  printPropertyKey,
  printString,
  sourceFile,
  toPascalCase,
  uniqueNames,
} from '@openxs2a/emit';
import type { Api, Operation } from '@openxs2a/ir';
import { projectDocument, wireKeyOf } from './project.ts';
import { printWireTypes } from './wire-types.ts';

/** The wire types of an Api by openapi-typescript, and a name for each operation's request and result. */
export function emitTypes(api: Api, options: EmitOptions): Map<string, string> {
  return new Map([
    ['types/wire.ts', emitWire(api, options)],
    ['types/operations.ts', emitOperations(api, options)],
    ['types/index.ts', emitIndex(options)],
  ]);
}

/** The names that an operation's types have, by operation id; the same in every emitter. */
export function operationTypeNames(api: Api): ReadonlyMap<string, string> {
  return uniqueNames(
    api.operations.map(({ id }) => id),
    toPascalCase,
  );
}

function emitWire(api: Api, options: EmitOptions): string {
  const file = sourceFile(options);
  file.print(indentWithTwo(printWireTypes(projectDocument(api))));
  return file.toString();
}

/** openapi-typescript prints with the compiler, which indents by four. */
function indentWithTwo(text: string): string {
  return text.replace(/^( {4})+/gm, (indent) => ' '.repeat(indent.length / 2));
}

function emitOperations(api: Api, options: EmitOptions): string {
  const file = sourceFile(options);
  const names = operationTypeNames(api);
  file.importType('components', './wire');
  file.print(
    docComment(['The schemas of the specification by their own names.']),
    "export type Schemas = components['schemas'];\n",
  );
  for (const operation of api.operations) {
    const name = names.get(operation.id) ?? operation.id;
    const wire = `${file.importType('operations', './wire')}[${printString(wireKeyOf(operation))}]`;
    const request = file.importType('RequestOf', `${options.runtime}/types`);
    const result = file.importType('ResultOf', `${options.runtime}/types`);
    file.print(
      `\n${docComment([`Carried by \`${operation.method.toUpperCase()} ${operation.path}\`.`])}`,
      `export type ${name}Request = ${request}<${wire}>;\n`,
      docComment([`Answers: ${listStatuses(operation)}.`]),
      `export type ${name}Result = ${result}<${wire}>;\n`,
    );
  }
  file.print(`\n${docComment(['Request and result of each operation by its operationId.'])}`, emitTable(api, names));
  return file.toString();
}

function emitTable(api: Api, names: ReadonlyMap<string, string>): string {
  const rows = api.operations.map(
    ({ id }) => `  ${printPropertyKey(id)}: { request: ${names.get(id)}Request; result: ${names.get(id)}Result };\n`,
  );
  return `export interface Operations {\n${rows.join('')}}\n`;
}

function listStatuses(operation: Operation): string {
  return operation.responses.map(({ status }) => status).join(', ') || 'nothing that is declared';
}

function emitIndex(options: EmitOptions): string {
  const file = sourceFile(options);
  const module = (name: string) => printString(`./${name}${options.importExtension}`);
  file.print(
    `export type * from ${module('operations')};\nexport type { components, operations, paths } from ${module('wire')};\n`,
  );
  return file.toString();
}
