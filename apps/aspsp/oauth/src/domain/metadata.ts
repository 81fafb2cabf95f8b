import { SCOPE_SERVICES } from '../scope.ts';
import { METADATA_PATH, PROVIDER_PATHS } from './paths.ts';

export interface Places {
  /** The origin of the pages. */
  readonly issuer: string;
  /** The origin of the listener with mutual TLS. */
  readonly xs2aUrl: string;
}

/** Where the metadata is read: what `scaOAuth` leads to (SCA-OAU-001). */
export function metadataUrl({ issuer }: Pick<Places, 'issuer'>): string {
  return `${issuer}${METADATA_PATH}`;
}

/** What a client has to know, by RFC 8414; `mtls_endpoint_aliases` by RFC 8705, 5. */
export function describeServer({ issuer, xs2aUrl }: Places, profile: 'xs2a' | 'fapi2') {
  const machines = {
    token_endpoint: `${xs2aUrl}${PROVIDER_PATHS.token}`,
    pushed_authorization_request_endpoint: `${xs2aUrl}${PROVIDER_PATHS.pushed_authorization_request}`,
    revocation_endpoint: `${xs2aUrl}${PROVIDER_PATHS.revocation}`,
    introspection_endpoint: `${xs2aUrl}${PROVIDER_PATHS.introspection}`,
  };
  const methods = ['tls_client_auth'];
  return {
    issuer,
    authorization_endpoint: `${issuer}${PROVIDER_PATHS.authorization}`,
    ...machines,
    mtls_endpoint_aliases: machines,
    // the ids of resources come after the service: AIS:<consentId>
    scopes_supported: [...SCOPE_SERVICES, 'offline_access'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: methods,
    revocation_endpoint_auth_methods_supported: methods,
    introspection_endpoint_auth_methods_supported: methods,
    tls_client_certificate_bound_access_tokens: true,
    require_pushed_authorization_requests: profile === 'fapi2',
    authorization_response_iss_parameter_supported: true,
  };
}
