import type { AskedStatus, PageMethod } from '@openxs2a/sca';
import { type Html, html, showChoice, showField, showForm } from '@openxs2a/service/pages';
import { showPasskeyForm } from './show-passkey.ts';

/** Forms of a room: where they go, and whose they are. */
export interface FormTarget {
  readonly path: string;
  readonly formToken: string;
}

export function showLogin({ path, formToken }: FormTarget, { psuId = '', isWrong = false } = {}): Html {
  const fields = html`
    ${showField({ label: 'User name', name: 'psu-id', value: psuId, autocomplete: 'username', isInvalid: isWrong })}
    ${showField({
      label: 'Password',
      name: 'password',
      type: 'password',
      autocomplete: 'current-password',
      isInvalid: isWrong,
    })}`;
  return showForm(`${path}/login`, formToken, fields, { text: 'Log in' });
}

/** How to confirm; with one way there is nothing to choose. */
export function showMethods(methods: readonly PageMethod[], chosen?: string): Html {
  const [only, ...others] = methods;
  if (only === undefined) return html``;
  if (others.length === 0)
    return html`<input type="hidden" name="method" value="${only.authenticationMethodId}">
      <p>You confirm by ${describeMethod(only)}.</p>`;
  return html`<fieldset id="field-method"><legend>How do you want to confirm?</legend>
    ${methods.map((method) =>
      showChoice(describeMethod(method), {
        type: 'radio',
        name: 'method',
        value: method.authenticationMethodId,
        isChosen: method.authenticationMethodId === (chosen ?? only.authenticationMethodId),
      }),
    )}
  </fieldset>`;
}

const WAYS: Readonly<Record<string, string>> = {
  SMS_OTP: 'a code by text message',
  SMTP_OTP: 'a code by mail',
  CHIP_OTP: 'a code of a reader',
  PHOTO_OTP: 'a code of a picture',
  PUSH_OTP: 'a code in an app',
};

export function describeMethod({ authenticationType, name, explanation, decoupled }: PageMethod): string {
  if (authenticationType === 'PASSKEY') return `a passkey (${explanation})`;
  const way = decoupled ? 'your device' : (WAYS[authenticationType] ?? 'a code');
  return `${way}: ${name}${explanation === undefined ? '' : ` (${explanation})`}`;
}

/** What the code is for stands above it; it works for nothing else. */
export function showCodeForm(
  { path, formToken }: FormTarget,
  shown: string,
  asked: AskedStatus,
  isWrong: boolean,
): Html {
  const { additionalInformation = '', data = [] } = asked.challengeData ?? {};
  const questions = [data].flat();
  // the sentence may stand in what is said of the code already
  const said = additionalInformation.replace(shown, '').trim();
  const fields = html`<p class="shown">${shown}</p>
    ${said === '' ? '' : html`<p>${said}</p>`}
    ${questions.map((question) => html`<p>Type into your reader: <strong class="number">${question}</strong></p>`)}
    ${showField({ label: 'Code', name: 'code', isCode: true, isInvalid: isWrong, hint: 'It counts for this alone, once and for some minutes.' })}`;
  return showForm(`${path}/code`, formToken, fields, { text: 'Confirm' });
}

/** What the passkey is used for stands above it; its signature is of nothing else. */
export function showPasskeyQuestion({ path, formToken }: FormTarget, shown: string, options: object): Html {
  const form = showPasskeyForm({
    kind: 'get',
    action: `${path}/passkey`,
    formToken,
    options,
    button: 'Use a passkey',
    otherwise: 'Your browser runs no script here, or knows no passkeys. Confirm in another way.',
  });
  return html`<p class="shown">${shown}</p>${form}`;
}

export function showWaiting(shown: string, again: string): Html {
  return html`<p class="shown">${shown}</p>
    <p role="status">Your device asks you. This page looks by itself every few seconds what you said there.</p>
    <p><a href="${again}">Look now</a></p>`;
}
