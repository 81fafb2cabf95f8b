/** An authenticator in software, for the tests of whoever asks for passkeys. */
export { type CeremonyChange, createAuthenticator } from './authenticator.fixture.ts';
