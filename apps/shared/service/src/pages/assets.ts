import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

const TYPES = { css: 'text/css', svg: 'image/svg+xml', js: 'text/javascript' } as const;

export interface Asset {
  /** Below `/assets/`; its ending says what it is. */
  readonly name: `${string}.${keyof typeof TYPES}`;
  /** The files that it is made of, one after the other. */
  readonly files: readonly URL[];
}

/** The style that all pages begin with; an app puts its own after it. */
export const BASE_STYLE = new URL('./style.css', import.meta.url);

/** What pages load, read once, from the same place as they are: `style.css` and `icon.svg` by every page. */
export function createAssets(assets: readonly Asset[]): Hono {
  const app = new Hono();
  for (const { name, files } of assets) {
    const content = files.map((file) => readFileSync(file, 'utf8')).join('\n');
    const [ending] = (/[^.]+$/.exec(name) ?? []) as [keyof typeof TYPES]; // of the type of names
    const headers = { 'Content-Type': `${TYPES[ending]}; charset=utf-8`, 'Cache-Control': 'public, max-age=3600' };
    app.get(`/assets/${name}`, (c) => c.body(content, 200, headers));
  }
  return app;
}
