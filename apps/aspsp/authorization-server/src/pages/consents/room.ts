import type { Room } from '@openxs2a/service/pages';
import type { Login } from '../base/login.ts';

/** What a code or a device is asked for when somebody comes in. */
export const CONSENTS_ROOM = 'My consents';

const SECTIONS = [
  { path: '/', title: 'Consents' },
  { path: '/activity', title: 'Activity' },
  { path: '/devices', title: 'Devices' },
  { path: '/passkeys', title: 'Passkeys' },
] as const;

export function toRoom({ name }: Login, formToken: string): Room {
  return { name: CONSENTS_ROOM, sections: SECTIONS, who: name, formToken, signOut: '/sign-out' };
}

/** What the pages of the room know of a request. */
export interface RoomEnv {
  Variables: { readonly login: Login; readonly formToken: string };
}
