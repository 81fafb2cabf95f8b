import { runService } from '@openxs2a/service';
import { CONFIG } from './config.ts';
import { startSigningServer } from './start.ts';

await runService({ name: 'signing-server', config: CONFIG, start: startSigningServer });
