import { PERSON_CONFIG } from '../config.ts';
import { enter } from './enter.ts';
import { runCommand } from './run-command.ts';

await runCommand('person', PERSON_CONFIG, enter);
