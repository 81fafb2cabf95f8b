import { runService } from '@openxs2a/service';
import { GATEWAY_CONFIG } from '../config.ts';
import { startGateway } from './start.ts';

await runService({ name: 'gateway', config: GATEWAY_CONFIG, start: ({ config, log }) => startGateway(config, log) });
