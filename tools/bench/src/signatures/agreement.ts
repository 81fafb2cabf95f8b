import type { HttpMessage } from '@openxs2a/http-signatures';
import type { SignatureContestant } from './contestants.ts';

/** Same work: all accept what was signed. Ours refuse it with another body or another signed header. */
export function checkAgreement(contestants: readonly SignatureContestant[], messages: readonly HttpMessage[]): void {
  for (const message of messages) {
    for (const { name, check } of contestants)
      if (!check(message)) throw new Error(`"${name}" refuses a request as it was signed.`);
    for (const altered of alter(message)) {
      // the primitives know only the requests that were prepared for them
      for (const { name, check } of contestants.slice(1))
        if (check(altered)) throw new Error(`"${name}" accepts a request that was altered.`);
    }
  }
}

function alter(message: HttpMessage): readonly HttpMessage[] {
  const body = Uint8Array.from(message.body, (byte, index) => (index === 7 ? byte ^ 1 : byte));
  const headers = message.headers.map(([name, value]) => [name, name === 'PSU-ID' ? `${value}x` : value] as const);
  return [
    { ...message, body },
    { ...message, headers },
  ];
}
