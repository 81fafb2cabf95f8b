import { INIT_CONFIG } from '../config.ts';
import { runCommand } from './run-command.ts';
import { setUp } from './set-up.ts';

await runCommand('init', INIT_CONFIG, setUp);
