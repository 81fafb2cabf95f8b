import { type Command, EXIT } from '@openxs2a/generate';

export const signatureExplainCommand: Command = {
  name: 'signature explain',
  summary: 'Say why the signature of a captured message does not verify, and what would make it right.',
  details: [
    'CAPTURE is the request or response as HTTP/1.1 (or as tools print HTTP/2), a curl command for bash or cmd, or a HAR.',
    'Every step of a verifier is shown, also behind the first fault; what senders are known to do otherwise is tried.',
  ],
  arguments: [{ name: 'CAPTURE', summary: 'The file with the message; "-" reads what is piped in.' }],
  options: {
    profile: {
      type: 'text',
      value: 'NAME',
      summary: 'How it should be signed. Without it, "nextgenpsd2", or for a JWS "jws-http-headers".',
    },
    certificate: {
      type: 'text',
      value: 'FILE',
      summary: 'The certificate that should have signed, if the message may have another or none.',
    },
    entry: {
      type: 'text',
      value: 'N',
      summary: 'Which entry of a HAR, counted from 0. Without it, the only one that is signed.',
    },
    at: {
      type: 'text',
      value: 'DATE',
      summary: 'When the message arrived: a day or a time. Without it, its age is not judged.',
    },
    'read-files': { type: 'flag', summary: 'Read the files that a curl command names (-d @FILE).' },
  },
  exits: [
    [EXIT.fine, 'The signature verifies.'],
    [EXIT.findings, 'It does not.'],
    [EXIT.unusable, 'The capture or the certificate cannot be read, or the call is wrong.'],
  ],
  examples: [
    'signature explain request.http',
    'signature explain trace.har --entry 12 --profile request-target',
    'signature explain - --certificate seal.pem < curl.txt',
  ],
  run: async (call, io) => (await import('./explain.ts')).run(call, io),
};

export const signatureProfilesCommand: Command = {
  name: 'signature profiles',
  summary: 'List the ways of signing that are known, and who signs so.',
  arguments: [],
  options: {},
  exits: [],
  examples: ['signature profiles', 'signature profiles --json'],
  run: async (call, io) => (await import('./profiles.ts')).run(call, io),
};
