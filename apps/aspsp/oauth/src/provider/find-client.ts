import type { AdapterPayload } from 'oidc-provider';
import type { OAuthClients } from '../resources.ts';

/** A client as the provider has it. */
export async function findClient(clients: OAuthClients, clientId: string): Promise<AdapterPayload | undefined> {
  const client = await clients.find(clientId);
  if (client === undefined || client.isBlocked) return undefined;
  return {
    client_id: clientId,
    client_name: client.legalName,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    // where answers go is another question for each request, see `redirectUriAllowed`
    redirect_uris: ['https://invalid.invalid/'],
    token_endpoint_auth_method: 'tls_client_auth',
    tls_client_auth_subject_dn: subjectOf(clientId),
    tls_client_certificate_bound_access_tokens: true,
  };
}

/** What the subject of a client's certificate has to say (RFC 8705, 2.1.2; TS 119 495, 5.1). */
export const subjectOf = (clientId: string): string => `organizationIdentifier=${clientId}`;
