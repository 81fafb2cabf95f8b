import { startOurs } from './openxs2a-app.ts';

export const start = (): Promise<number> => startOurs(false);
