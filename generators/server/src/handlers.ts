import {
  docComment,
  type EmitOptions,
  printPropertyKey,
  type SourceFile,
  toPascalCase,
  uniqueNames,
} from '@openxs2a/emit';
import type { Api, Operation } from '@openxs2a/ir';

/** The operations of one tag, and what their interface is called. */
interface Group {
  readonly name: string;
  readonly tag: string | undefined;
  readonly operations: readonly Operation[];
}

/** An interface per tag, in the order of the operations, and `Handlers` that extends them all. */
export function printHandlers(api: Api, file: SourceFile, options: EmitOptions): string {
  const groups = groupByTag(api);
  const types = uniqueNames(
    api.operations.map(({ id }) => id),
    toPascalCase,
  );
  const interfaces = groups.map((group) => printGroup(group, api, types, file, options));
  const parents = groups.map(({ name }) => `${name}<Context>`);
  const list = parents.join(', ').length > 70 ? `\n  ${parents.join(',\n  ')}` : ` ${parents.join(', ')}`;
  const all = groups.length === 0 ? '' : ` extends${list}`;
  const comment = docComment(['A handler for every operation.']);
  return [...interfaces, `${comment}export interface Handlers<Context>${all} {}\n`].join('\n');
}

/** An operation with several tags is with the first. */
function groupByTag(api: Api): readonly Group[] {
  const byTag = Map.groupBy(api.operations, (operation) => operation.tags[0]);
  const keys = [...byTag.keys()].map((tag) => tag ?? '');
  const names = uniqueNames(keys, (tag) => `${tag === '' ? 'Default' : toPascalCase(tag)}Handlers`);
  return [...byTag].map(([tag, operations]) => ({ name: names.get(tag ?? '') ?? 'Handlers', tag, operations }));
}

function printGroup(
  group: Group,
  api: Api,
  types: ReadonlyMap<string, string>,
  file: SourceFile,
  options: EmitOptions,
): string {
  const tag = api.tags.find(({ name }) => name === group.tag);
  const methods = group.operations.map((operation) => printMethod(operation, types, file, options));
  const head = `${docComment([tag?.description ?? group.tag])}export interface ${group.name}<Context> {\n`;
  return `${head}${methods.join('\n')}}\n`;
}

function printMethod(
  operation: Operation,
  types: ReadonlyMap<string, string>,
  file: SourceFile,
  options: EmitOptions,
): string {
  const from = `${options.runtime}/server`;
  const name = types.get(operation.id) ?? operation.id;
  const input = `${file.importType('HandlerInput', from)}<${file.importType(`${name}Request`, '../types/index')}>`;
  const answer = `${file.importType('HandlerAnswer', from)}<${file.importType(`${name}Result`, '../types/index')}>`;
  const key = printPropertyKey(operation.id);
  const flat = `  ${key}(request: ${input}, context: Context): ${answer};\n`;
  const broken = `  ${key}(\n    request: ${input},\n    context: Context,\n  ): ${answer};\n`;
  return `${printMethodComment(operation)}${flat.length <= 121 ? flat : broken}`;
}

function printMethodComment(operation: Operation): string {
  const { summary, description, method, path, deprecated } = operation;
  const texts = [
    summary,
    description === summary ? undefined : description,
    `\`${method.toUpperCase()} ${path}\``,
    deprecated ? '@deprecated' : undefined,
  ];
  return docComment(texts, '  ');
}
