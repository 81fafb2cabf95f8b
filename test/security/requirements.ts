import { ACCOUNT_INFORMATION } from './requirements/account-information.ts';
import { AUTHENTICATION } from './requirements/authentication.ts';
import { COMMUNICATION } from './requirements/communication.ts';
import { FAPI } from './requirements/fapi.ts';
import { OWASP } from './requirements/owasp.ts';
import type { Section } from './requirements/requirement.ts';

/** What is demanded of the bank, in the order of the page that readers see. */
export const SECTIONS: readonly Section[] = [AUTHENTICATION, ACCOUNT_INFORMATION, COMMUNICATION, OWASP, FAPI];
