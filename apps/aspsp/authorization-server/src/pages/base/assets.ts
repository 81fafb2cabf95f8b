import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

const FILES = [
  { name: 'style.css', type: 'text/css; charset=utf-8', at: './style.css' },
  { name: 'icon.svg', type: 'image/svg+xml', at: './icon.svg' },
  { name: 'passkey.js', type: 'text/javascript; charset=utf-8', at: './passkey.js' },
  { name: 'device.js', type: 'text/javascript; charset=utf-8', at: '../approvals/device.js' },
] as const;

/** Makes keys and signs with them; see the file. */
export const DEVICE_SCRIPT = '/assets/device.js';

/** What the pages load, all of it from here. */
export function createAssets(): Hono {
  const app = new Hono();
  for (const { name, type, at } of FILES) {
    const content = readFileSync(new URL(at, import.meta.url), 'utf8');
    const headers = { 'Content-Type': type, 'Cache-Control': 'public, max-age=3600' };
    app.get(`/assets/${name}`, (c) => c.body(content, 200, headers));
  }
  return app;
}
