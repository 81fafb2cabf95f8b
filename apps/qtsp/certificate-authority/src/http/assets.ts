import { BASE_STYLE, createAssets } from '@openxs2a/service/pages';
import type { Hono } from 'hono';

/** What pages on either listener load. */
export const createPageAssets = (): Hono =>
  createAssets([
    { name: 'style.css', files: [BASE_STYLE, new URL('pages/style.css', import.meta.url)] },
    { name: 'icon.svg', files: [new URL('pages/icon.svg', import.meta.url)] },
  ]);
