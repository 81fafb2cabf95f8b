import type { Capture, CaptureNote, CaptureOptions } from '../capture.ts';
import { CaptureError, lineAt } from '../capture-error.ts';
import { buildRequest } from './build-request.ts';
import { readOptions } from './options.ts';
import { readSettings } from './read-settings.ts';
import { splitBash } from './split-bash.ts';
import { isCmd, splitCmd } from './split-cmd.ts';

/** The command as it is recognised: with a prompt before it, with the path of the program, in any case on Windows. */
const COMMAND = /^\s*(?:[$>] +)?(?:\S*[\\/])?curl(?:\.exe)?(?=[\s^\\])/i;

/** Systems take a megabyte or two. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

export function isCurl(text: string): boolean {
  return COMMAND.test(text);
}

/** Reads a curl command, written for bash or for cmd, as the request that it sends. */
export function parseCurl(text: string, { readFile }: CaptureOptions): Capture {
  if (text.length > MOST_CHARACTERS) {
    throw new CaptureError('ERR_CAPTURE_TOO_LARGE', `No shell takes a command of ${text.length} characters.`);
  }
  const from = COMMAND.exec(text)?.[0].length ?? 0;
  const { words, rest } = isCmd(text.slice(from)) ? splitCmd(text, from) : splitBash(text, from);
  const ignored = checkRest(text, rest);
  const { message, notes } = buildRequest(readSettings(readOptions(words), readFile));
  return { kind: 'curl', message, notes: [...notes, ...ignored] };
}

/** What follows the command is no part of it, unless it looks as if the sign that continues the line was lost. */
function checkRest(text: string, rest: string): CaptureNote[] {
  if (rest.trim() === '') return [];
  if (/^\r?\n\s*-/.test(rest)) {
    const message =
      'The command ends with this line, but the next one goes on with an option: the sign at its end (\\ or ^) is missing, or a blank follows it.';
    throw new CaptureError('ERR_CAPTURE_SYNTAX', message, lineAt(text, text.length - rest.length));
  }
  return [{ code: 'rest-ignored', words: 'What follows the curl command in the same text was not read.' }];
}
