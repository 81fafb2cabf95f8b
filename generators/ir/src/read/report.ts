import { DIAGNOSTICS, type Diagnostic, type DiagnosticCode } from '../diagnostic.ts';
import type { Source } from './source.ts';

export interface Origin {
  readonly source: Source;
  readonly pointer: string;
}

/** Collects diagnostics, none twice. A place is an object of the document (its origin is known) plus what lies below. */
export interface Reporter {
  report(code: DiagnosticCode, origin: Origin | undefined, below: string, message: string): void;
  add(diagnostics: readonly Diagnostic[]): void;
  readonly diagnostics: readonly Diagnostic[];
}

export function createReporter(root: string): Reporter {
  const found = new Map<string, Diagnostic>();
  const add = (diagnostics: readonly Diagnostic[]) => {
    for (const diagnostic of diagnostics) {
      const { code, file, pointer, message } = diagnostic;
      const key = `${code} ${file}#${pointer} ${message}`;
      if (!found.has(key)) found.set(key, diagnostic);
    }
  };
  return {
    get diagnostics() {
      return [...found.values()];
    },
    add,
    report: (code, origin, below, message) => {
      const pointer = `${origin?.pointer ?? ''}${below}`;
      const file = origin?.source.file ?? root;
      add([{ code, severity: DIAGNOSTICS[code][0], file, pointer, message, ...origin?.source.place(pointer) }]);
    },
  };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
