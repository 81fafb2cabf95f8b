export const PRIMITIVES = ['argon2id', 'seal', 'commit', 'message'] as const;
export type Primitive = (typeof PRIMITIVES)[number];

export interface PrimitiveOrder {
  readonly primitive: Primitive;
  readonly database: string;
  readonly outboxUrl: string;
  readonly milliseconds: number;
}

/** Microseconds of CPU and by the clock for one of it. */
export interface PrimitiveResult {
  readonly cpu: number;
  readonly wall: number;
}
