import type { Schemas } from '@openxs2a/xs2a/types';
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Fault } from '../answers/fault.ts';
import { STYLE_PATH } from './style.ts';

type Html = ReturnType<typeof html>;

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

export const showBeginning = (): Page => ({
  title: 'Connect your bank',
  content: html`<p>You are a customer of this TPP, and your accounts are at the bank of this sandbox.</p>
<form method="post" action="/connect/redirect">
<p>The bank asks you on its own pages, and sends you back.</p>
<button>Go to the bank</button>
</form>
<form method="post" action="/connect/decoupled">
<p>The bank asks you on your device.</p>
<p><label>Your user name at the bank: <input name="psu" value="personal" required autocomplete="username"></label></p>
<button>Ask my device</button>
</form>`,
});

export const showWaiting = (pagesUrl: string): Page => ({
  title: 'Your device asks you',
  again: 3,
  content: html`<p>Say there whether you agree. In this sandbox your device is a page of the bank:
<a href="${pagesUrl}/approvals" target="_blank" rel="noreferrer">${pagesUrl}/approvals</a></p>
<p role="status">This page looks by itself every few seconds what you said.</p>`,
});

export const showStatus = (consentStatus: string, pagesUrl: string): Page => ({
  title: 'Nothing is connected',
  content: html`<p>The bank says that your consent is <strong>${consentStatus}</strong>.</p>${showWays(pagesUrl)}`,
});

export const showRefusal = (status: number | 'undeclared', fault: Fault | undefined): Page => ({
  title: 'The bank has refused that',
  status: 502,
  content: html`<p>${status} ${fault?.code}</p><p>${fault?.text}</p><p><a href="/">Back</a></p>`,
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
  return html`<tr><td>${name ?? product}</td><td>${iban}</td><td class="amount">${amount} ${currency}</td></tr>`;
}

const showWays = (pagesUrl: string): Html =>
  html`<p><a href="${pagesUrl}/">Your consents at the bank</a>: end one there, and look at this page again.</p>
<p><a href="/">Connect more</a></p>`;
