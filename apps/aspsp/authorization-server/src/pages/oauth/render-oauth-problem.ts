import type { OAuthProblem } from '@openxs2a/oauth';
import { html, renderPage } from '@openxs2a/service/pages';

/** What a person sees where OAuth does not go on, and nobody can be told but the person. */
export function createOAuthProblemPage(bank: string): (problem: OAuthProblem) => Promise<Response> {
  return async ({ status, text, error }) => {
    const content = html`<div class="card"><p>Nothing was authorised. Go back to where you began, and try again.</p>
      <p class="hint">For who has built that: ${text} (${error})</p></div>`;
    const page = await renderPage({ site: bank, title: 'That did not work' }, content);
    return new Response(String(page), { status, headers: { 'Content-Type': 'text/html; charset=UTF-8' } });
  };
}
