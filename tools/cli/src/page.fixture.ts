import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A command that a page of the docs runs, and what it says that it prints. */
export function findSessions(page: string) {
  const found = page.matchAll(/<!-- output: (.*) -->\n```(?:text|json)\n([\s\S]*?)```/g);
  return [...found].map(([, command = '', shown = '']) => ({ command, shown }));
}

/** `…` in a line is anything, a line of its own any lines. */
export function toPattern(shown: string): RegExp {
  const lines = shown.split('\n').map((line) => {
    if (line.trim() === '…') return '(?:.*\\n)*?';
    return `${line
      .split('…')
      .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}\n`;
  });
  return new RegExp(`^${lines.join('').replace(/\n$/, '')}$`);
}

/** Files that a page links to and that are not there. */
export function findDeadLinks(path: string, page: string): readonly string[] {
  const links = [...page.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
  return links.filter((link) => !existsSync(join(dirname(path), link)));
}
