import type { BrowserFetch } from '@openxs2a/bank/testing';
import { connect } from '../certificates/connect.ts';
import type { Recorder } from './recorder.ts';
import type { BankAddress } from './tpp.ts';

const PATIENCE = 60_000;

/** How browsers go out to pages on this machine, watched. */
export function connectBrowser({ ca }: Pick<BankAddress, 'ca'>, recorder: Recorder) {
  const { fetch, close } = connect({ ca });
  const watched = recorder.watch(fetch);
  const browse: BrowserFetch = (url, { method, headers, body, redirect }) =>
    watched(
      { url },
      {
        method,
        headers: Object.entries(headers),
        body: body === undefined ? null : new TextEncoder().encode(body),
        redirect,
        signal: AbortSignal.timeout(PATIENCE),
      },
    );
  return { browse, close };
}
