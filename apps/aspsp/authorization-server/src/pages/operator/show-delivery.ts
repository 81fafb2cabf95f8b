import { type Html, html, showForm } from '@openxs2a/service/pages';
import { showStatus } from '../base/show-status.ts';
import type { Delivery } from './options.ts';
import { showMoment } from './show-moment.ts';

const WORDS: Readonly<Record<Delivery['state'], string>> = {
  'by-hand': 'to be sent by hand',
  unsent: 'not sent',
  waiting: 'waiting',
  sent: 'sent',
  failed: 'failed',
};

/** In a word. */
export const showDeliveryState = ({ state }: Delivery): Html => showStatus(state, WORDS[state]);

export interface DeliveryForm {
  readonly action: string;
  readonly formToken: string;
}

/** In a sentence, with a way to have it sent where there is one. */
export function showDelivery(delivery: Delivery, { action, formToken }: DeliveryForm): Html {
  const send = (text: string) => showForm(action, formToken, html``, { text, tone: 'second' });
  switch (delivery.state) {
    case 'by-hand':
      return html`<p>The bank knows no address of this authority: the report has to be sent <strong>by hand</strong>.</p>`;
    case 'unsent':
      return html`<p>It was made before the bank had an address of this authority, and was not sent.</p>${send('Send')}`;
    case 'waiting': {
      const { attempts, dueAt, lastError } = delivery;
      if (attempts === 0) return html`<p>It is about to be sent.</p>`;
      const failed = lastError === undefined ? '' : `; the last failed: ${lastError}`;
      return html`<p>Tries so far: ${attempts}${failed}. The next one is at ${showMoment(dueAt)}.</p>${send('Try again now')}`;
    }
    case 'sent':
      return html`<p>The authority took it at ${showMoment(delivery.at)}.</p>`;
    case 'failed': {
      const { attempts, at, lastError } = delivery;
      return html`<p>It was <strong>not sent</strong>, and given up at ${showMoment(at)}. Tries: ${attempts}; the last failed:
        ${lastError}.</p>${send('Send again')}`;
    }
    default:
      return delivery satisfies never;
  }
}
