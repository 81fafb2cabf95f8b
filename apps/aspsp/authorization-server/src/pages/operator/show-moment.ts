import type { Html } from '../base/html.ts';
import { showTime } from '../base/parts.ts';

/** Of ISO 8601. */
export const showMoment = (moment: string | undefined): Html | string =>
  moment === undefined ? 'never' : showTime(new Date(moment));
