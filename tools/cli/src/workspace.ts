import type { Program } from '@openxs2a/generate';
import { auditCommands } from './audit/commands.ts';
import { program as published, runAsProcess } from './main.ts';

/** What a bank runs, beside its apps: with the commands that read its database. Those apps are not published, nor is this. */
export const program: Program = {
  ...published,
  commands: [...published.commands, ...auditCommands],
  groups: { ...published.groups, audit: 'Logs that show whether they were changed: verified, and read.' },
};

export const main = (): Promise<void> => runAsProcess(program);
