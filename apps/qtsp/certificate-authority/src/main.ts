import { runService } from '@openxs2a/service';
import { CONFIG } from './config.ts';
import { startAuthority } from './start.ts';

await runService({
  name: 'certificate-authority',
  config: CONFIG,
  start: ({ config, log }) => startAuthority(config, log),
});
