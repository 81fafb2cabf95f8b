/** TypeBox's own keyword for a check in code, `~refine`: what `Type.Refine` makes. */
export interface Refinement {
  check: (value: unknown) => boolean;
  readonly error: () => string;
}

export function refinement(check: (value: unknown) => boolean): Refinement {
  return { check, error: () => 'refused' };
}

/** Adds a check in code to a prepared schema. */
export function refine(schema: Record<string, unknown>, check: (value: unknown) => boolean): void {
  const others = Array.isArray(schema['~refine']) ? schema['~refine'] : [];
  schema['~refine'] = [...others, refinement(check)];
}
