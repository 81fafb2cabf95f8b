import type { DiagnosticCode } from '../diagnostic.ts';
import type { Node } from '../grammar.ts';
import type { Bundle } from '../read/bundle.ts';
import type { Origin, Reporter } from '../read/report.ts';

/** What every step of the normalisation needs to know of the whole document. */
export interface Context {
  readonly document: Node;
  readonly version: '3.0' | '3.1';
  /** Reports something about an object of the document, or about what lies below it. */
  report(code: DiagnosticCode, node: Node | undefined, below: string, message: string): void;
  /** The name that a local reference to a schema has in the Api; schemas that stand elsewhere are given one. */
  schemaName(ref: string): string | undefined;
}

export function createContext(
  bundle: Bundle,
  version: '3.0' | '3.1',
  reporter: Reporter,
  schemaName: Context['schemaName'],
): Context {
  const originOf = (node: Node | undefined): Origin | undefined =>
    node === undefined ? undefined : bundle.origins.get(node);
  return {
    document: bundle.document,
    version,
    schemaName,
    report: (code, node, below, message) => reporter.report(code, originOf(node), below, message),
  };
}
