import { DIAGNOSTICS, type Diagnostic, type DiagnosticCode } from '../diagnostic.ts';
import type { Source } from './source.ts';

export interface Origin {
  readonly source: Source;
  readonly pointer: string;
}

/** Collects diagnostics. A place is an object of the document (its origin is known) plus what lies below it. */
export interface Reporter {
  report(code: DiagnosticCode, origin: Origin | undefined, below: string, message: string): void;
  readonly diagnostics: Diagnostic[];
}

export function createReporter(root: string): Reporter {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  return {
    diagnostics,
    report: (code, origin, below, message) => {
      const pointer = `${origin?.pointer ?? ''}${below}`;
      const file = origin?.source.file ?? root;
      const key = `${code} ${file}#${pointer} ${message}`;
      if (seen.has(key)) return;
      seen.add(key);
      diagnostics.push({
        code,
        severity: DIAGNOSTICS[code][0],
        file,
        pointer,
        message,
        ...origin?.source.place(pointer),
      });
    },
  };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
