#!/usr/bin/env node
// @ts-check
// Starts the program on a Node that can run it, whatever Node the shell has: plain JavaScript for Node 20.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { start } from './start.js';

module.enableCompileCache?.();

// The workspace has the sources, and a bank's own commands with them; what is published has only what was compiled.
const source = new URL('../src/workspace.ts', import.meta.url);
const fromSource = existsSync(source);
const compiled = new URL('../dist/main.js', import.meta.url);

process.exitCode = await start({
  entry: fromSource ? source : compiled,
  condition: fromSource ? '@openxs2a/source' : undefined,
  script: import.meta.url,
});
