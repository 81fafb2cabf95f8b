import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export { html };

/** A piece of a page; whatever is put into one is escaped, unless it is one itself. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
