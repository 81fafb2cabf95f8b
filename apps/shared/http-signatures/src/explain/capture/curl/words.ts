/** An argument as the program gets it, and the line that it begins in, counted from 1. */
export interface Word {
  readonly text: string;
  readonly line: number;
}

/** A command split into its arguments, as a shell does it. `rest` is what follows the command in the same text. */
export interface Words {
  readonly words: readonly Word[];
  readonly rest: string;
}
