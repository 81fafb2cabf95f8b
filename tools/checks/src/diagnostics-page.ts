import { DIAGNOSTICS } from '@openxs2a/ir';

/** `docs/diagnostics.md`, printed from the list that the code uses. */
export function renderDiagnosticsPage(): string {
  const rows = Object.entries(DIAGNOSTICS).map(([code, [severity, text]]) => `| \`${code}\` | ${severity} | ${text} |`);
  return [
    '# Diagnostics',
    '',
    'What `generate`, `import`, `diff`, `lint` and `bundle` say of a document: `file:line:column severity code message (pointer)`.',
    'An error stops the command with exit code 2 and leaves every file as it was; all errors are reported at once. A',
    'warning is about something that was read as it was probably meant; an info tells what reading changed.',
    '',
    '| code | severity | what it means |',
    '| --- | --- | --- |',
    ...rows,
    '',
    'This page is printed from the code: `node tools/checks/src/write-pages.ts`.',
    '',
  ].join('\n');
}
