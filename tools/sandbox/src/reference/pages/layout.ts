import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** Into `head`, after the style sheet that all pages share. */
  readonly head?: Html;
  readonly crumbs?: readonly { readonly text: string; readonly href: string }[];
}

/** What every page has in common. Landmarks and the skip link are there for those who read by ear or keyboard. */
export function renderPage({ title, body, head, crumbs = [] }: Page): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · OpenXS2A</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/page.css">
${head ?? ''}
</head>
<body>
<a class="skip" href="#@content">Skip to content</a>
<header class="bar">
<nav aria-label="You are here">
<a class="brand" href="/">OpenXS2A</a>
${crumbs.map(({ text, href }) => html`<span aria-hidden="true">/</span> <a href="${href}">${text}</a>`)}
</nav>
</header>
<main id="@content" tabindex="-1">
${body}
</main>
</body>
</html>`;
}
