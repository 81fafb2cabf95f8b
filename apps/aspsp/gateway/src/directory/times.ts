/** Milliseconds since 1970 as ISO 8601. */
export function toTime(milliseconds: number): string;
export function toTime(milliseconds: number | null): string | null;
export function toTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}

type Compact<Value> = { readonly [Key in keyof Value as null extends Value[Key] ? never : Key]: Value[Key] } & {
  readonly [Key in keyof Value as null extends Value[Key] ? Key : never]?: Exclude<Value[Key], null>;
};

/** Without the keys whose value is null: what a row lacks, an object does not have. */
export function compact<Value extends object>(value: Value): Compact<Value> {
  // what is left out is exactly what was null
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null)) as Compact<Value>;
}
