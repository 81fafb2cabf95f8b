import { runService } from '@openxs2a/service';
import { CONFIG } from './config.ts';
import { startBank } from './start.ts';

await runService({ name: 'bank', config: CONFIG, start: ({ config, log }) => startBank(config, log) });
