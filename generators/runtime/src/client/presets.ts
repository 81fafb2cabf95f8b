import type { OperationDescriptor } from '../descriptor.ts';
import type { HeaderPreset, HeaderPresets, HeaderValue } from './options.ts';

/** The presets of a client, told apart once: those of header parameters, and those of every request. */
export interface SortedPresets {
  /** By lower-case name. */
  readonly parameters: ReadonlyMap<string, HeaderPreset>;
  readonly everywhere: readonly (readonly [string, HeaderPreset])[];
}

export function sortPresets(presets: HeaderPresets, operations: readonly OperationDescriptor[]): SortedPresets {
  const declared = new Set(operations.flatMap((operation) => headerNames(operation).map((name) => name.toLowerCase())));
  const entries = Object.entries(presets);
  return {
    parameters: new Map(
      entries.map(([name, preset]) => [name.toLowerCase(), preset] as const).filter(([name]) => declared.has(name)),
    ),
    everywhere: entries.filter(([name]) => !declared.has(name.toLowerCase())),
  };
}

function headerNames(operation: OperationDescriptor): string[] {
  return operation.parameters.filter((parameter) => parameter.in === 'header').map((parameter) => parameter.name);
}

/** The header parameters of a call: what the request gives, and presets for the rest that the operation declares. */
export async function fillHeaders(
  presets: SortedPresets,
  operation: OperationDescriptor,
  given: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const headers: Record<string, unknown> = { ...given };
  const own = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  for (const name of headerNames(operation)) {
    const preset = presets.parameters.get(name.toLowerCase());
    if (preset === undefined || own.has(name.toLowerCase())) continue;
    const value = await resolvePreset(preset, operation);
    if (value !== undefined) headers[name] = value;
  }
  return headers;
}

export async function resolvePreset(preset: HeaderPreset, operation: OperationDescriptor): Promise<HeaderValue> {
  return typeof preset === 'function' ? await preset(operation) : preset;
}
