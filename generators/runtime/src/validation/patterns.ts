/** Compiles each pattern once; with the Unicode flag, as JSON Schema 2020-12 (6.3.3) asks. */
export type Patterns = (source: string) => RegExp;

export function createPatterns(): Patterns {
  const known = new Map<string, RegExp>();
  return (source) => {
    const pattern = known.get(source) ?? new RegExp(source, 'u');
    known.set(source, pattern);
    return pattern;
  };
}
