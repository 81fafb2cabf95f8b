import type { RequestRefusal } from '../authorisation/check.ts';
import type { OAuthSetting } from '../oauth.ts';
import { type Exchange, inExchange } from '../provider/exchange.ts';
import { noteProblem, noteRefusal } from './note-refusal.ts';
import { type RefusalReason, textOf } from './refusals.ts';

/** What a browser gets. */
export interface Answers {
  /** A page of the bank: whoever asked is not sent anywhere. */
  refuse(error: string, reason: RefusalReason, status?: number): Promise<Response>;
  /** What is wrong with a request is told to its client, where it is certain that it is the client. */
  refuseRequest(refusal: RequestRefusal, state: string | undefined): Promise<Response>;
  send(location: string): Response;
  /** A fault of ours. */
  fail(error: unknown): Promise<Response>;
  /** Has the provider answer; in the place of its page for what goes wrong there is one of the bank. */
  ofProvider(exchange: Exchange, ask: () => Promise<Response>): Promise<Response>;
}

export function createAnswers(setting: OAuthSetting): Answers {
  const { issuer, logger, renderProblem } = setting;
  const render = async (status: number, error: string, text: string): Promise<Response> => {
    const page = await renderProblem({ status, error, text });
    page.headers.set('Cache-Control', 'no-store');
    return page;
  };
  const refuse = (error: string, reason: RefusalReason, status = 400): Promise<Response> => {
    noteRefusal(setting, { error, reason });
    return render(status, error, textOf(reason));
  };
  const send = (location: string): Response =>
    new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } });
  const fail = (error: unknown): Promise<Response> => {
    logger.error('oauth failed', error);
    return render(500, 'server_error', FAULT);
  };
  return {
    refuse,
    send,
    fail,
    async refuseRequest({ error, reason, redirectUri }, state) {
      if (redirectUri === undefined) return refuse(error, reason);
      noteRefusal(setting, { error, reason });
      const location = new URL(redirectUri);
      const answer = { error, error_description: textOf(reason), ...(state !== undefined && { state }), iss: issuer };
      for (const [name, value] of Object.entries(answer)) location.searchParams.append(name, value);
      return send(location.href);
    },
    async ofProvider(exchange, ask) {
      const response = await inExchange(exchange, ask);
      const { problem } = exchange;
      if (problem === undefined) return response;
      noteProblem(setting, problem);
      const { error } = problem;
      if (error === 'server_error') return render(500, error, FAULT);
      return render(400, error, textOf(error === 'invalid_request' ? 'interaction-unknown' : 'client-unknown'));
    },
  };
}

const FAULT = 'Something went wrong at the bank.';
