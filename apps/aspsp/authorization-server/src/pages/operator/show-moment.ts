import { type Html, showTime } from '@openxs2a/service/pages';

/** Of ISO 8601. */
export const showMoment = (moment: string | undefined): Html | string =>
  moment === undefined ? 'never' : showTime(new Date(moment));
