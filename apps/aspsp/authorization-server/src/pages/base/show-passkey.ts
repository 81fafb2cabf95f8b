import { type Html, html, showForm } from '@openxs2a/service/pages';

/** What the script of passkeys works with. */
export const PASSKEY_SCRIPT = '/assets/passkey.js';

export interface PasskeyForm {
  readonly kind: 'create' | 'get';
  readonly action: string;
  readonly formToken: string;
  /** For `navigator.credentials`. */
  readonly options: object;
  readonly button: string;
  readonly fields?: Html;
  /** What is said where the browser runs no script, or knows no passkeys. */
  readonly otherwise: string;
}

/** A form that a device fills in; it is there as soon as the script has found out that it can. */
export function showPasskeyForm(form: PasskeyForm): Html {
  const { kind, action, formToken, options, button, otherwise, fields = html`` } = form;
  const hidden = html`<input type="hidden" name="response" value="">${fields}`;
  return html`<div data-passkey="${kind}" data-options="${JSON.stringify(options)}">
    <p class="otherwise">${otherwise}</p>
    ${showForm(action, formToken, hidden, { text: button })}
  </div>`;
}

/** Nothing was tried: the PSU, or its device, thought better of it. */
export const NO_PASSKEY = { accepted: false, reason: 'passkey-none' } as const;

/** What a device gave; it may be anything, and is judged where passkeys are. */
export function readPasskeyResponse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // no script, or no passkey: nothing was given
    return undefined;
  }
}
