import { resolve } from 'node:path';
import type { Api } from './api.ts';
import { buildApi } from './build/api.ts';
import type { Diagnostic } from './diagnostic.ts';
import { isNode, type Node } from './grammar.ts';
import { type Bundle, bundleSources } from './read/bundle.ts';
import { checkReferences } from './read/check-references.ts';
import { applyOverlay } from './read/overlay.ts';
import { createReporter, hasErrors, type Reporter } from './read/report.ts';
import { readSource, type Source } from './read/source.ts';
import { findVersion, toOpenApi3 } from './read/version.ts';

export interface ReadOptions {
  /** OpenAPI Overlay files, applied in this order to the bundled document. */
  readonly overlays?: readonly string[];
}

export interface SourceStamp {
  readonly file: string;
  readonly sha256: string;
}

export interface ReadResult {
  /** Absent where there are errors. */
  readonly api?: Api;
  readonly diagnostics: readonly Diagnostic[];
  /** Every file that was read, the root first. */
  readonly sources: readonly SourceStamp[];
}

export interface BundleResult {
  /** One self-contained document, as written but for its references; absent where there are errors. */
  readonly document?: Node;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly SourceStamp[];
}

/** Reads a document and all that it refers to into the model of the emitters. Nothing is thrown for bad input. */
export async function readApi(file: string, options: ReadOptions = {}): Promise<ReadResult> {
  const { bundle, version, reporter, sources } = await readBundle(file, options);
  const api = bundle === undefined || version === undefined ? undefined : buildApi(bundle, version, reporter);
  const failed = api === undefined || hasErrors(reporter.diagnostics);
  return { ...(failed ? {} : { api }), diagnostics: sorted(reporter.diagnostics), sources };
}

/** Reads a document and brings all that it refers to into it. */
export async function bundle(file: string, options: ReadOptions = {}): Promise<BundleResult> {
  const { bundle: found, reporter, sources } = await readBundle(file, options);
  const failed = found === undefined || hasErrors(reporter.diagnostics);
  return { ...(failed ? {} : { document: found.document }), diagnostics: sorted(reporter.diagnostics), sources };
}

interface Reading {
  readonly bundle?: Bundle;
  readonly version?: '3.0' | '3.1';
  readonly reporter: Reporter;
  readonly sources: readonly SourceStamp[];
}

async function readBundle(file: string, { overlays = [] }: ReadOptions): Promise<Reading> {
  const reporter = createReporter(file);
  const root = await readSource(file);
  const overlaySources = await Promise.all(overlays.map((overlay) => readSource(overlay)));
  reporter.add([...root.diagnostics, ...overlaySources.flatMap(({ diagnostics }) => diagnostics)]);
  const version = root.value === undefined ? undefined : findVersion(root, reporter);
  if (version === undefined) return { reporter, sources: stamps([root, ...overlaySources]) };
  const converted = version === '2.0' ? toOpenApi3(root, reporter) : root;
  const files = new Map<string, Source>();
  const found = converted && (await gather(converted, files, reporter));
  if (found !== undefined) {
    for (const overlay of overlaySources) applyOverlay(found, overlay, reporter);
    checkReferences(found, reporter);
  }
  return {
    ...(found === undefined ? {} : { bundle: found }),
    version: version === '3.1' ? '3.1' : '3.0',
    reporter,
    sources: stamps([root, ...files.values(), ...overlaySources]),
  };
}

/** Bundles, loading file after file, until none is missing. */
async function gather(root: Source, files: Map<string, Source>, reporter: Reporter): Promise<Bundle | undefined> {
  for (;;) {
    const missing = new Set<string>();
    const trial = createReporter(root.file);
    const found = bundleSources(root, files, missing, trial);
    if (missing.size === 0) {
      reporter.add(trial.diagnostics);
      return isNode(found.document) ? found : undefined;
    }
    for (const path of missing) {
      const source = await readSource(path);
      files.set(resolve(path), source);
      reporter.add(source.diagnostics);
    }
  }
}

function stamps(sources: readonly Source[]): SourceStamp[] {
  return sources.map(({ file, sha256 }) => ({ file, sha256 }));
}

function sorted(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const order = { error: 0, warning: 1, info: 2 };
  return [...diagnostics].sort(
    (a, b) =>
      order[a.severity] - order[b.severity] ||
      compare(a.file, b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compare(a.pointer, b.pointer),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
