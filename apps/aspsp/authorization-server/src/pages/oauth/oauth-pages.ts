import { METADATA_PATH } from '@openxs2a/oauth/paths';
import { Hono } from 'hono';
import type { PagesOptions } from '../options.ts';
import { createLogInPages } from './log-in-pages.ts';
import type { OAuthPagesOptions } from './options.ts';

/** The authorisation endpoint with its metadata, and the login of the pre-step. */
export function createOAuthPages(setting: PagesOptions, { people, preStep, nameOf }: OAuthPagesOptions): Hono {
  const app = new Hono();
  if (preStep !== undefined) app.route('/', createLogInPages(setting, { preStep, nameOf }));
  // the environment is the host's, and goes on as it came
  for (const path of ['/oauth/*', METADATA_PATH]) app.all(path, (c) => people(c.req.raw, c.env as never));
  return app;
}
