import { toLine } from './line.ts';
import type { Subject } from './subject.ts';

/** One sentence for the PSU, the same wherever it is asked: on a page, in a message with a code, on a device. */
export function describeSubject(subject: Subject): string {
  switch (subject.kind) {
    case 'consent': {
      const { tppName, accounts, validUntil, recurring, frequencyPerDay } = subject;
      const reach = accounts.length === 1 ? '1 account' : `${accounts.length} accounts`;
      const times = frequencyPerDay === 1 ? 'once' : `${frequencyPerDay} times`;
      const often = recurring ? `until ${toLine(validUntil)}, ${times} a day` : 'once';
      return `${toLine(tppName)} may read ${reach} ${often}.`;
    }
    case 'payment':
      return `Pay ${describePayment(subject)}.`;
    case 'payment-cancellation':
      return `Cancel the payment of ${describePayment(subject)}.`;
    case 'login':
      return `Sign in to ${toLine(subject.to)}.`;
    default:
      return subject satisfies never;
  }
}

type Payment = Extract<Subject, { kind: 'payment' | 'payment-cancellation' }>;

function describePayment({ amount, currency, creditorName, creditorAccount }: Payment): string {
  return `${toLine(amount)} ${toLine(currency)} to ${toLine(creditorName)}, ${toLine(creditorAccount)}`;
}
