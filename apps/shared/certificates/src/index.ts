export type * from './certificate.ts';
export { PSP_ROLES } from './certificate.ts';
export type { DistinguishedName, NameAttribute } from './name.ts';
export type * from './verdict.ts';
export { CERTIFICATE_REASONS } from './verdict.ts';
