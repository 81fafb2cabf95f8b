import { Type } from 'typebox';
import { section } from './section.ts';

export const SCA = section('Strong customer authentication: how, and how long it may take.', {
  approaches: Type.Array(Type.Enum(['REDIRECT', 'DECOUPLED', 'EMBEDDED']), {
    default: ['REDIRECT'],
    minItems: 1,
    uniqueItems: true,
    description:
      'SCA approaches on offer, the preferred one first; which is taken where the TPP names no preference (AUT-STR-018 to AUT-STR-021).',
  }),
  start: Type.Enum(['implicit', 'explicit'], {
    default: 'implicit',
    description:
      'Whether the bank begins the authorisation itself where one PSU is to authorise, or the TPP does (AUT-STR-001, AUT-STR-002). With several PSUs it is always explicit (MLV-SCA-001).',
  }),
  oauth: Type.Enum(['off', 'xs2a', 'fapi2'], {
    default: 'off',
    description:
      'OAuth 2 as the redirect: as clause 13 has it, or FAPI 2.0, which refuses what that still allows (SCA-OAU-005, SEC-API-009).',
  }),
  oauthPreStep: Type.Boolean({
    default: false,
    description:
      'Whether a TPP gets its token before it creates anything, for whom the PSU logs in with one factor; SCA then goes by the approaches, and the redirect is none of OAuth (SCA-OAU-012, SCA-OAU-014).',
  }),
  authorisationConfirmation: Type.Boolean({
    default: false,
    description:
      'Whether the TPP confirms an authorisation by the code of its redirect, or by the token that came of it; settled for a consent when it is created (SCA-RED-009, SCA-OAU-015, N-AIS-CNS-114).',
  }),
  passwordEncryption: Type.Enum(['off', 'required'], {
    default: 'off',
    description:
      'Whether the password of an embedded PSU comes in the clear inside TLS, or encrypted to a key of the bank, and then in no other way (AUT-STR-005, AUT-STR-006).',
  }),
  availableAccountsByPassword: Type.Boolean({
    default: false,
    description:
      'Whether a consent to list the available accounts once, which opens no balance and no transaction, is authorised by the password alone (RTS, Article 10; AUT-STR-024, SCA-EMB-016).',
  }),
  multilevel: Type.Boolean({
    default: false,
    description: 'Whether several PSUs may have to authorise one resource (MLV-SCA-003).',
  }),
  authorisationMinutes: Type.Integer({
    default: 1440,
    minimum: 1,
    maximum: 43_200,
    description: 'Minutes that one authorisation may take.',
  }),
  redirectMinutes: Type.Integer({
    default: 10,
    minimum: 1,
    maximum: 43_200,
    description: 'Minutes in which a redirect link is followed, or leads to the nok URI (SCA-RED-003).',
  }),
  redirectUriCheck: Type.Enum(['off', 'warn', 'refuse'], {
    default: 'warn',
    description:
      'What happens to a redirect URI outside the domains of the QWAC: nothing, a warning in the answer, or a refusal. The Guidelines 1.3.8 do not refuse, a reading of 1.3.16 does (SCA-RED-005).',
  }),
});
