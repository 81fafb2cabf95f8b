/** What a TPP is refused, in the words of the standard. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

export const toBody = (code: string) => ({ tppMessages: [{ category: 'ERROR', code }] });
