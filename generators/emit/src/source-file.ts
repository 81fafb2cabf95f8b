import type { EmitOptions } from './emit-options.ts';
import { printPropertyKey, printString } from './literal.ts';
import { printPreamble } from './preamble.ts';

/** A file in the making: imports are collected and printed sorted, the body in the order it was printed. */
export interface SourceFile {
  /** Names a value import; returns the name to print. Relative modules are given without extension. */
  import(name: string, from: string): string;
  /** Names a type import; returns the name to print. */
  importType(name: string, from: string): string;
  /** Adds text as it is; a line break is added at its end where it has none. */
  print(...texts: string[]): void;
  toString(): string;
}

export function sourceFile(options: EmitOptions): SourceFile {
  const modules = new Map<string, Map<string, 'value' | 'type'>>();
  const body: string[] = [];
  const add = (name: string, from: string, kind: 'value' | 'type') => {
    const names = modules.get(from) ?? new Map<string, 'value' | 'type'>();
    modules.set(from, names);
    if (names.get(name) !== 'value') names.set(name, kind);
    return name;
  };
  return {
    import: (name, from) => add(name, from, 'value'),
    importType: (name, from) => add(name, from, 'type'),
    print: (...texts) => {
      for (const text of texts) body.push(text.endsWith('\n') ? text : `${text}\n`);
    },
    toString: () => {
      const imports = [...modules.entries()]
        .sort(([a], [b]) => compareModules(a, b))
        .map(([from, names]) => printImport(from, names, options));
      const head = imports.length === 0 ? '' : `\n${imports.join('')}`;
      return `${printPreamble(options.preamble)}${head}\n${body
        .join('')
        .replace(/\n{3,}/g, '\n\n')
        .replace(/^\n+/, '')}`;
    },
  };
}

/** Packages first, then the file's own neighbours. */
function compareModules(a: string, b: string): number {
  return Number(a.startsWith('.')) - Number(b.startsWith('.')) || (a < b ? -1 : 1);
}

function printImport(from: string, names: Map<string, 'value' | 'type'>, options: EmitOptions): string {
  const module = printString(from.startsWith('.') ? `${from}${options.importExtension}` : from);
  const sorted = [...names.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const allTypes = sorted.every(([, kind]) => kind === 'type');
  const list = sorted.map(([name, kind]) => `${!allTypes && kind === 'type' ? 'type ' : ''}${printPropertyKey(name)}`);
  const flat = `import ${allTypes ? 'type ' : ''}{ ${list.join(', ')} } from ${module};\n`;
  if (flat.length <= 120) return flat;
  return `import ${allTypes ? 'type ' : ''}{\n${list.map((name) => `  ${name},\n`).join('')}} from ${module};\n`;
}
