import type { Subject } from './subject.ts';

const LONGEST = 70;

/** One sentence for the PSU, the same wherever it is asked: on a page, in a message with a code, on a device. */
export function describeSubject(subject: Subject): string {
  switch (subject.kind) {
    case 'consent': {
      const { tppName, accounts, validUntil, recurring, frequencyPerDay } = subject;
      const reach = accounts.length === 1 ? '1 account' : `${accounts.length} accounts`;
      const often = recurring ? `until ${toLine(validUntil)}, ${frequencyPerDay} times a day` : 'once';
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

/**
 * Names come from TPPs: a line break could begin a message of its own, and characters that turn the direction of writing
 * could show another amount or payee (RTS, Article 5(2)).
 */
export function toLine(text: string): string {
  const line = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).toWellFormed()}…` : line;
}
