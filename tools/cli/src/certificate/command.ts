import { type Command, EXIT } from '@openxs2a/generate';

export const certificateCommand: Command = {
  name: 'certificate',
  summary: 'Say what a certificate is, whose it is, and what the standards have against it.',
  details: [
    'QWAC and QSealC after ETSI TS 119 495, and any other: PEM, DER or base64, one or several.',
    'With --trust it is verified as well, the others in the file and --intermediate standing between it and the trust.',
    'Errors and warnings count as findings, notes do not.',
  ],
  arguments: [{ name: 'FILE', summary: 'The certificate; "-" reads what is piped in.' }],
  options: {
    trust: { type: 'texts', value: 'FILE', summary: 'Verify it: the certificates in this file are trusted.' },
    intermediate: {
      type: 'texts',
      value: 'FILE',
      summary: 'Certificates of authorities that may stand between, trusted no more than others.',
    },
    use: {
      type: 'text',
      value: 'USE',
      summary: 'What it is verified for. Without it, what the certificate says.',
      choices: ['qwac', 'qsealc'],
    },
    at: {
      type: 'text',
      value: 'DATE',
      summary: 'The day or time against which it is held: 2027-03-31. Without it, now.',
    },
    'check-revocation': {
      type: 'flag',
      summary: 'Ask the responders that the certificates name whether they are revoked. This uses the network.',
    },
  },
  exits: [
    [EXIT.fine, 'No findings, and accepted where it was verified.'],
    [EXIT.findings, 'There are errors or warnings, or it is refused.'],
    [EXIT.unusable, 'There is no certificate to read, or the call is wrong.'],
  ],
  examples: [
    'certificate qwac.pem',
    'certificate qwac.pem --trust roots.pem --check-revocation',
    'certificate - --json < seal.der',
  ],
  // certificates bring libraries of ASN.1 with them, which no other command needs
  run: async (call, io) => (await import('./run.ts')).run(call, io),
};
