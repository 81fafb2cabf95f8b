import type { ExplainedStep } from '../explanation.ts';

type Role = ExplainedStep['verdict'] | 'hint';

/** Puts a role's colour around a text. */
export type Paint = (role: Role, text: string) => string;

/** SGR parameters of ECMA-48, 8.3.117. */
const COLORS: Readonly<Record<Role, string>> = { fine: '32', wrong: '1;31', unknown: '33', skipped: '2', hint: '36' };

export function createPaint(color: boolean): Paint {
  return (role, text) => (color ? `\u001b[${COLORS[role]}m${text}\u001b[0m` : text);
}
