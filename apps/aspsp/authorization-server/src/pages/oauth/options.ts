import type { OAuth } from '@openxs2a/oauth';
import type { PreStep } from '../../oauth/pre-step.ts';

/** OAuth, as far as browsers come by. */
export interface OAuthPagesOptions {
  readonly people: OAuth['people'];
  /** Where TPPs get a token before they create anything. */
  readonly preStep?: PreStep | undefined;
  /** Whom a client_id is of. */
  readonly nameOf: (clientId: string) => Promise<string | undefined>;
}
