import { BASE_STYLE, createAssets } from '@openxs2a/service/pages';
import type { Hono } from 'hono';

/** Makes keys and signs with them; see the file. */
export const DEVICE_SCRIPT = '/assets/device.js';

const at = (file: string) => new URL(file, import.meta.url);

/** What the pages load, all of it from here. */
export const createPageAssets = (): Hono =>
  createAssets([
    { name: 'style.css', files: [BASE_STYLE, at('./style.css')] },
    { name: 'icon.svg', files: [at('./icon.svg')] },
    { name: 'passkey.js', files: [at('./passkey.js')] },
    { name: 'device.js', files: [at('../approvals/device.js')] },
  ]);
