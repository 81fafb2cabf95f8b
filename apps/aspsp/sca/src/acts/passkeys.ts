import type { Passkeys } from '../passkey.ts';
import { listPasskeys } from '../store/passkeys.ts';
import { registerPasskey, registrationOptions, removePasskey, toPasskey } from './register-passkey.ts';
import type { ScaSetting } from './setting.ts';

export function createPasskeys(setting: ScaSetting): Passkeys {
  return {
    registrationOptions: (request) => registrationOptions(setting, request),
    register: (request) => registerPasskey(setting, request),
    list: async (psuId) => (await listPasskeys(setting.database, psuId)).map(toPasskey),
    remove: (trx, psuId, passkeyId) => removePasskey(trx, setting, psuId, passkeyId),
  };
}
