import type { Schemas } from '@openxs2a/xs2a/types';
import { html, raw } from 'hono/html';
import type { Question } from '../journey/question.ts';
import type { Turn } from './conversation.ts';
import type { Html, Page } from './pages.ts';

export interface QuestionSetting extends Omit<Turn, 'question'> {
  readonly state: string;
  /** Its name. */
  readonly bank: string;
}

/** What the bank asks, as a form of the TPP. */
export function showQuestion(question: Question, { state, bank, ...turn }: QuestionSetting): Page {
  return {
    title: TITLES[question.kind],
    content: html`${turn.problem === undefined ? '' : html`<p role="alert" class="problem" id="problem">${turn.problem}</p>`}
<form method="post" action="/here/${state}">
<p class="through"><strong>What you type here goes through this TPP.</strong> It passes it on to ${bank} at once and keeps none of
it; but it sees it. By redirect and on your device it would not.</p>
<input type="hidden" name="turn" value="${turn.number}">
${askFor(question, turn)}
<p><button>${BUTTONS[question.kind]}</button></p>
</form>
<p><a href="/">Begin anew</a></p>`,
  };
}

const TITLES: Readonly<Record<Question['kind'], string>> = {
  psu: 'Who are you at your bank?',
  password: 'Log in at your bank, by way of this TPP',
  method: 'How do you confirm?',
  code: 'Enter the code',
};

const BUTTONS: Readonly<Record<Question['kind'], string>> = {
  psu: 'Go on',
  password: 'Log in',
  method: 'Go on',
  code: 'Confirm',
};

function askFor(question: Question, { problem, psuId }: Omit<Turn, 'question' | 'number'>): Html {
  const described = problem === undefined ? '' : raw(' aria-describedby="problem"');
  switch (question.kind) {
    case 'psu':
      return html`<p><label>Your user name at the bank
<input name="psu" value="personal" required maxlength="100" autocomplete="username"${described}></label></p>`;
    case 'password':
      return html`${psuId === undefined ? '' : showPsu(psuId)}
${askForPassword(described)}`;
    case 'method':
      return html`<fieldset${described}>
<legend>The bank proves by one of these that it is you:</legend>
${question.methods.map(showMethod)}
</fieldset>`;
    case 'code':
      return askForCode(question.challenge, described);
    default:
      return question satisfies never;
  }
}

const showPsu = (psuId: string): Html => html`<p><label>Your user name at the bank
<input value="${psuId}" readonly autocomplete="username"></label></p>`;

const askForPassword = (described: Html | string): Html => html`<p><label>Your password at the bank
<input type="password" name="password" required maxlength="1000" autocomplete="current-password"${described}></label></p>`;

const showMethod = ({
  authenticationMethodId,
  name,
  authenticationType,
  explanation,
}: Schemas['authenticationObject']): Html =>
  html`<p><label><input type="radio" name="method" value="${authenticationMethodId}" required> ${name ?? authenticationType}${
    explanation === undefined ? '' : html`, <span>${explanation}</span>`
  }</label></p>`;

function askForCode(
  { additionalInformation, otpFormat, otpMaxLength }: Schemas['challengeData'],
  described: Html | string,
): Html {
  const mode = otpFormat === 'integer' ? 'numeric' : 'text';
  return html`${additionalInformation === undefined ? '' : html`<p>${additionalInformation}</p>`}
<p><label>Code
<input name="code" required inputmode="${mode}" maxlength="${otpMaxLength ?? 100}" autocomplete="one-time-code"${described}></label></p>`;
}
