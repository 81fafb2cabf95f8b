import { type Notice, type Severity, sortNotices } from './notice.ts';

/** `file:line:column severity code message (pointer)`, a line each, and how many there are at the end. */
export function renderNotices(notices: readonly Notice[]): string {
  if (notices.length === 0) return '';
  return [...sortNotices(notices).map(renderNotice), countNotices(notices), ''].join('\n');
}

function renderNotice({ file, line, column, severity, code, message, pointer }: Notice): string {
  const place = [file, ...(line === undefined ? [] : [line, ...(column === undefined ? [] : [column])])].join(':');
  return `${place} ${severity} ${code} ${message}${pointer === '' ? '' : ` (${pointer})`}`;
}

/** `2 errors, 1 warning`; what there is none of is left out. */
export function countNotices(notices: readonly Notice[]): string {
  const count = (severity: Severity) => notices.filter((notice) => notice.severity === severity).length;
  const named = [
    plural(count('error'), 'error'),
    plural(count('warning'), 'warning'),
    plural(count('info'), 'info', 'info'),
  ].filter((text) => !text.startsWith('0 '));
  return named.length === 0 ? 'nothing to report' : named.join(', ');
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
