// Fills one store, in a process of its own: several are filled at once.
import { fill } from './fill.ts';
import type { Setting } from './setting.ts';

process.on('message', async (setting: Setting) => {
  await fill(setting);
  process.send?.({ filled: setting.database });
});
process.once('disconnect', () => process.exit());
