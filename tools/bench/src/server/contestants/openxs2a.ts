import { validators } from '@openxs2a/xs2a/validators';
import { startOurs } from './openxs2a-app.ts';

export const start = (): Promise<number> => startOurs(validators);
