import { type Html, html } from './html.ts';
import { showForm } from './parts.ts';

/** What the script of passkeys works with. */
export const PASSKEY_SCRIPT = '/assets/passkey.js';

export interface PasskeyForm {
  readonly kind: 'create' | 'get';
  readonly action: string;
  readonly formToken: string;
  readonly ceremony: { readonly ceremonyId: string; readonly options: object };
  readonly button: string;
  readonly fields?: Html;
}

/** A form that a device fills in. */
export function showPasskeyForm({ kind, action, formToken, ceremony, button, fields = html`` }: PasskeyForm): Html {
  const { ceremonyId, options } = ceremony;
  const hidden = html`<input type="hidden" name="ceremony" value="${ceremonyId}">
    <input type="hidden" name="response" value="">${fields}`;
  return html`<div data-passkey="${kind}" data-options="${JSON.stringify(options)}">
    ${showForm(action, formToken, hidden, { text: button })}
  </div>`;
}

/** What a device gave; it may be anything, and is judged where passkeys are. */
export function readPasskeyResponse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // no script, or no passkey: nothing was given
    return undefined;
  }
}
