import { docComment, type EmitOptions, printLiteral, sourceFile } from '@openxs2a/emit';
import type { Api } from '@openxs2a/ir';
import { keepAssertions } from './assertions.ts';
import { toOperationTable } from './operation-table.ts';
import { createShare, printSeparated, separateShared } from './shared.ts';

/**
 * The validators of an Api: `validators/schemas.ts` and `validators/operations.ts` hold JSON Schema as data,
 * `validators/index.ts` hands them to the runtime, which compiles what is used when it is used.
 */
export function emitValidators(api: Api, options: EmitOptions): Map<string, string> {
  return new Map([
    ['validators/index.ts', emitIndex(api, options)],
    ['validators/operations.ts', emitOperations(api, options)],
    ['validators/schemas.ts', emitSchemas(api, options)],
  ]);
}

function emitSchemas(api: Api, options: EmitOptions): string {
  const file = sourceFile(options);
  const type = file.importType('Schemas', validatorsOf(options));
  const schemas = Object.fromEntries(
    Object.entries(api.schemas).map(([name, schema]) => [name, keepAssertions(schema)]),
  );
  file.print(
    docComment(['The component schemas by name: JSON Schema 2020-12, what constrains a value only.']),
    `export const schemas: ${type} = ${printLiteral(schemas)};`,
  );
  return file.toString();
}

function emitOperations(api: Api, options: EmitOptions): string {
  const file = sourceFile(options);
  const type = file.importType('Operations', validatorsOf(options));
  const share = createShare();
  const table = api.operations.map((operation) => [operation.id, toOperationTable(operation, api, share)] as const);
  const { constants, value } = separateShared(Object.fromEntries(table));
  for (const constant of constants) {
    const head = `const ${constant.name}: ${file.importType(constant.type, validatorsOf(options))} = `;
    file.print(`${head}${printSeparated(constant.value, head.length)};\n\n`);
  }
  file.print(
    docComment(['What the parameters, bodies and headers of each operation must fit, by operation id.']),
    `export const operations: ${type} = ${printSeparated(value, 0)};`,
  );
  return file.toString();
}

function emitIndex(api: Api, options: EmitOptions): string {
  const file = sourceFile(options);
  const create = file.import('createValidators', validatorsOf(options));
  const operations = file.import('operations', './operations');
  const schemas = file.import('schemas', './schemas');
  const types = Object.keys(api.schemas).length === 0 ? '' : `<${file.importType('Schemas', '../types/index')}>`;
  file.print(
    docComment([
      'Checks requests, answers and values of component schemas. A schema is compiled when the first value comes that it applies to.',
    ]),
    `export const validators = /* @__PURE__ */ ${create}${types}({ ${schemas}, ${operations} });`,
  );
  return file.toString();
}

function validatorsOf(options: EmitOptions): string {
  return `${options.runtime}/validators`;
}
