/** What the process says to the shell that ran it. */
export const EXIT = {
  fine: 0,
  /** The work was done and found something: a breaking change, a broken rule, stale output. */
  findings: 1,
  /** The input or the call cannot be used; nothing was changed. */
  unusable: 2,
  /** A defect of the program itself (EX_SOFTWARE of sysexits.h). */
  internal: 70,
} as const;
