import type { Command } from '../frame/command.ts';
import { type Labels, PLAIN_LABELS } from '../render/labels.ts';
import { bundleCommand } from './bundle.ts';
import { createDiffCommand } from './diff.ts';
import { generateCommand } from './generate.ts';
import { createImportCommand } from './import.ts';
import { lintCommand } from './lint.ts';

/** The commands around a document. `labels` are what their users call the client and the server. */
export function createCommands(labels: Labels = PLAIN_LABELS): Command[] {
  return [generateCommand, createImportCommand(labels), createDiffCommand(labels), lintCommand, bundleCommand];
}
