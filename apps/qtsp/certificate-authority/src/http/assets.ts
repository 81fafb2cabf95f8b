import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

const HEADERS = { 'Cache-Control': 'public, max-age=3600' };
const STYLE = readFileSync(new URL('pages/style.css', import.meta.url), 'utf8');
const ICON = readFileSync(new URL('pages/icon.svg', import.meta.url), 'utf8');

/** What pages on either listener load. */
export function createAssets(): Hono {
  return new Hono()
    .get('/style.css', (c) => c.body(STYLE, 200, { ...HEADERS, 'Content-Type': 'text/css; charset=utf-8' }))
    .get('/icon.svg', (c) => c.body(ICON, 200, { ...HEADERS, 'Content-Type': 'image/svg+xml' }));
}
