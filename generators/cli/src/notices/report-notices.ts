import type { Io } from '../frame/io.ts';
import { hasErrors, type Notice, sortNotices } from './notice.ts';
import { countNotices, renderNotices } from './render-notices.ts';

const SHOWN = 10;

/**
 * Tells on the error stream what the reader had to say. Beside errors nothing else counts; warnings are shown up to a
 * few, the rest is what `lint` is for.
 */
export function reportNotices(notices: readonly Notice[], io: Io): void {
  const wanted = hasErrors(notices) ? 'error' : 'warning';
  const told = sortNotices(notices).filter(({ severity }) => severity === wanted);
  const shown = wanted === 'error' ? told : told.slice(0, SHOWN);
  io.err(renderNotices(shown));
  if (shown.length < told.length) io.err(`${countNotices(told.slice(shown.length))} more; "lint" shows all.\n`);
}
