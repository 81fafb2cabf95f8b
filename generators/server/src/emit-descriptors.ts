import { docComment, type EmitOptions, sourceFile } from '@openxs2a/emit';
import type { Api } from '@openxs2a/ir';
import type { OperationDescriptor } from '@openxs2a/runtime';
import { type Candidate, chooseConstants, createNaming, printNamed } from './constants.ts';
import { toDescriptor } from './descriptor.ts';

/** `descriptors.ts`: how each operation travels, as data that client and server share. */
export function emitDescriptors(api: Api, options: EmitOptions): Map<string, string> {
  const file = sourceFile(options);
  const operation = file.importType('OperationDescriptor', options.runtime);
  const operations = file.importType('Operations', './types/index');
  const descriptors = Object.fromEntries(api.operations.map(({ id }, at) => [id, describeAt(api, at)]));
  const constants = chooseConstants(Object.values(descriptors).flatMap(listCandidates));
  const name = createNaming(constants);
  for (const [constant, { type, value }] of constants) {
    const head = `const ${constant}: ${file.importType(type, options.runtime)} = `;
    file.print(`${head}${printNamed(name(value), head.length)};\n\n`);
  }
  const head = `export const descriptors: { readonly [Id in keyof ${operations}]: ${operation} } = `;
  file.print(
    docComment(['How each operation travels, by operationId.']),
    `${head}${printNamed(name(descriptors), head.length)};`,
  );
  return new Map([['descriptors.ts', file.toString()]]);
}

function describeAt(api: Api, at: number): OperationDescriptor {
  const operation = api.operations[at];
  if (operation === undefined) throw new RangeError(`There is no operation ${at}.`);
  return toDescriptor(operation, api.schemas);
}

/** Innermost first, as constants must be. */
function listCandidates({ parameters, responses }: OperationDescriptor): readonly Candidate[] {
  const headers = responses.flatMap((response) => response.headers ?? []);
  return [
    ...parameters.map((value) => ({ value, type: 'ParameterDescriptor', name: value.name })),
    ...headers.map((value) => ({ value, type: 'HeaderDescriptor', name: `${value.name}-header` })),
    ...responses.map((value) => ({ value, type: 'ResponseDescriptor', name: `response-${value.status}` })),
  ];
}
