import { type Html, showBadge, type Tone } from '@openxs2a/service/pages';

const TONES: Readonly<Record<string, Tone>> = {
  valid: 'good',
  active: 'good',
  agrees: 'good',
  rejected: 'bad',
  blocked: 'bad',
  differs: 'bad',
  revokedByPsu: 'bad',
  failed: 'bad',
  'by-hand': 'bad',
  sent: 'good',
  unsent: 'waiting',
  waiting: 'waiting',
  received: 'waiting',
  partiallyAuthorised: 'waiting',
};

export const showStatus = (status: string, words = status): Html => showBadge(words, TONES[status]);
