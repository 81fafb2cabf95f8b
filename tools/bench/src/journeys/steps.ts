/** What a journey is made of, in order: two calls of the TPP, and between them a browser that nobody has seen before. */
export const STEPS = [
  'POST consent',
  'GET link',
  'POST login',
  'GET review',
  'POST agreement',
  'GET code',
  'POST code',
  'GET status',
] as const;
export type StepName = (typeof STEPS)[number];

/** What was answered to each, for whom only repeats it. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}
export type Answers = Readonly<Partial<Record<StepName, Answer>>>;

/** Those of the browser, as they come over its connection. */
export const PAGE_STEPS: readonly StepName[] = STEPS.slice(1, -1);
