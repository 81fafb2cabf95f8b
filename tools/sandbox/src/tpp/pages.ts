import type { Schemas } from '@openxs2a/xs2a/types';
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Fault } from '../answers/fault.ts';
import type { PerBank } from '../bank/bank-names.ts';
import { STYLE_PATH } from './style.ts';
import type { WayName } from './ways.ts';

export type Html = ReturnType<typeof html>;

export interface Page {
  readonly title: string;
  readonly content: Html;
  readonly status?: 200 | 502;
  /** Seconds after which the browser looks again. */
  readonly again?: number;
}

export function answerPage(c: Context, { title, content, status = 200, again }: Page) {
  return c.html(
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${again === undefined ? '' : html`<meta http-equiv="refresh" content="${again}">`}
<title>${title}</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>`,
    status,
  );
}

/** What a person may do, in each of the ways that banks let their customers authorise. */
export const showBeginning = ({ bank, oauthBank }: PerBank<string>): Page => ({
  title: 'Connect your bank',
  content: html`<p>You are a customer of this TPP, and have accounts at both banks of this sandbox. How do you want to say yes?</p>
${showWay('redirect', {
  title: 'By redirect',
  what: html`${bank} asks you on its own pages, and sends you back.`,
  button: `Go to ${bank}`,
})}
${showWay('oauth', {
  title: 'By OAuth',
  what: html`${oauthBank} asks you on its own pages, too, and this TPP gets a token that opens your accounts.`,
  button: `Go to ${oauthBank}`,
})}
${showWay('decoupled', {
  title: 'On your device (decoupled)',
  what: html`${bank} asks you on your device.`,
  fields: html`<p><label>Your user name at the bank
<input name="psu" value="personal" required maxlength="100" autocomplete="username"></label></p>`,
  button: 'Ask my device',
})}
${showWay('embedded', {
  title: 'Through this TPP (embedded)',
  what: html`You tell this TPP your password and your code, and it passes them on to ${bank}. <strong>It sees them.</strong>`,
  button: 'Log in by way of this TPP',
})}`,
});

interface WayCard {
  readonly title: string;
  readonly what: Html;
  readonly fields?: Html;
  readonly button: string;
}

const showWay = (way: WayName, { title, what, fields = html``, button }: WayCard): Html =>
  html`<form method="post" action="/connect/${way}" aria-labelledby="${way}">
<h2 id="${way}">${title}</h2>
<p>${what}</p>
${fields}
<p><button>${button}</button></p>
</form>`;

export const showWaiting = (pagesUrl: string): Page => ({
  title: 'Your device asks you',
  again: 3,
  content: html`<p>Say there whether you agree. In this sandbox your device is a page of the bank:
<a href="${pagesUrl}/approvals" target="_blank" rel="noreferrer">${pagesUrl}/approvals</a></p>
<p role="status">This page looks by itself every few seconds what you said.</p>`,
});

export const showStatus = (consentStatus: string, pagesUrl: string, problem?: string): Page => ({
  title: 'Nothing is connected',
  content: html`${problem === undefined ? '' : html`<p role="alert" class="problem">${problem}</p>`}
<p>The bank says that your consent is <strong>${consentStatus}</strong>.</p>${showWays(pagesUrl)}`,
});

export const showRefusal = (status: number | 'undeclared', fault: Fault | undefined): Page => ({
  title: 'The bank has refused that',
  status: 502,
  content: html`<p>${status} ${fault?.code}</p><p>${fault?.text}</p><p><a href="/">Back</a></p>`,
});

export const showSilence = (code: string): Page => ({
  title: 'The bank does not answer',
  status: 502,
  content: html`<p>${code}</p><p><a href="/">Back</a></p>`,
});

export const showAccounts = (accounts: readonly Schemas['accountDetails'][], pagesUrl: string): Page => ({
  title: 'Your accounts',
  content: html`<table>
<thead><tr><th scope="col">Account</th><th scope="col">IBAN</th><th scope="col" class="amount">Balance</th></tr></thead>
<tbody>${accounts.map(showAccount)}</tbody>
</table>
${showWays(pagesUrl)}`,
});

function showAccount({ name, product, iban, balances }: Schemas['accountDetails']): Html {
  const { amount, currency } = balances?.[0]?.balanceAmount ?? {};
  return html`<tr><td>${name ?? product}</td><td>${iban && inGroups(iban)}</td><td class="amount">${amount} ${currency}</td></tr>`;
}

/** As people read it: lines may be broken there, too. */
const inGroups = (iban: string) => iban.replace(/(.{4})(?=.)/g, '$1 ');

const showWays = (pagesUrl: string): Html =>
  html`<p><a href="${pagesUrl}/">Your consents at the bank</a>: end one there, and look at this page again.</p>
<p><a href="/">Connect more</a></p>`;
