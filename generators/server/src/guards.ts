import { docComment, type EmitOptions, printPropertyKey, type SourceFile } from '@openxs2a/emit';
import type { Api, Json, Operation } from '@openxs2a/ir';
import { printOptionsType } from './guard-options.ts';

/** A check that some operations need before their handler runs. */
interface GuardSlot {
  readonly name: string;
  /** Options of the guard, one per operation that names it itself. */
  readonly options: readonly Json[];
  /** Whether a security requirement names it. */
  readonly isScheme: boolean;
  readonly operations: readonly string[];
}

/** Every guard that the operations need, in the order in which they first name it; the same as at run time. */
export function listGuards(api: Api): readonly GuardSlot[] {
  const slots = new Map<string, GuardSlot>();
  for (const operation of api.operations) {
    const { id, guards } = operation;
    for (const name of guardNames(operation)) {
      const slot = slots.get(name) ?? { name, options: [], isScheme: false, operations: [] };
      const own = Object.hasOwn(guards, name) ? [guards[name] as Json] : [];
      slots.set(name, {
        name,
        options: [...slot.options, ...own],
        isScheme: slot.isScheme || own.length === 0,
        operations: [...slot.operations, id],
      });
    }
  }
  return [...slots.values()];
}

/** What the operation names itself, then the schemes of its security requirements. */
export function guardNames({ guards, security }: Operation): readonly string[] {
  const schemes = security.flatMap((alternative) => Object.keys(alternative));
  return [...new Set([...Object.keys(guards), ...schemes])];
}

/** The interface with a member for each guard; a server without one of them does not compile. */
export function printGuards(slots: readonly GuardSlot[], api: Api, file: SourceFile, options: EmitOptions): string {
  const from = `${options.runtime}/server`;
  const guard = file.importType('Guard', from);
  const members = slots.map((slot) => {
    const types = [
      ...(slot.options.length === 0 ? [] : [printOptionsType(slot.options)]),
      ...(slot.isScheme ? [file.importType('SchemeOptions', from)] : []),
    ];
    const comment = docComment([describeSlot(slot, api)], '  ');
    return `${comment}  readonly ${printPropertyKey(slot.name)}: ${guard}<${types.join(' | ')}, Context>;\n`;
  });
  const head = docComment([
    'What must be checked before a handler runs: each returns nothing to pass, or a reply to refuse.',
  ]);
  return `${head}export interface Guards<Context> {\n${members.join('')}}\n`;
}

function describeSlot({ name, isScheme, operations }: GuardSlot, api: Api): string {
  const scheme = isScheme ? api.securitySchemes[name] : undefined;
  const share =
    operations.length === api.operations.length
      ? 'every operation'
      : `${operations.length} of ${api.operations.length} operations`;
  return [scheme?.description?.trim(), `Asked by ${share}.`]
    .filter((text) => text !== undefined && text !== '')
    .join('\n\n');
}
