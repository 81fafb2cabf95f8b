import { runService } from '@openxs2a/service';
import { RESOURCE_SERVER_CONFIG } from '../config.ts';
import { startResourceServer } from './start.ts';

await runService({
  name: 'resource-server',
  config: RESOURCE_SERVER_CONFIG,
  start: ({ config, log }) => startResourceServer(config, log),
});
