import { runService } from '@openxs2a/service';
import { AUTHORIZATION_SERVER_CONFIG } from '../config.ts';
import { startAuthorizationServer } from './start.ts';

await runService({
  name: 'authorization-server',
  config: AUTHORIZATION_SERVER_CONFIG,
  start: ({ config, log }) => startAuthorizationServer(config, log),
});
