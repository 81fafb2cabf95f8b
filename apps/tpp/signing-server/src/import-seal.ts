// Takes a seal that a TPP has already: its private key and its certificate with the chain behind it, both PEM. It reads the
// environment of the signing server, which must not be running meanwhile; the key file is the operator's to destroy
// afterwards.
//
//     node src/import-seal.ts qsealc.key qsealc.pem
import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readCertificates, toPem } from '@openxs2a/certificates';
import { createLog, readConfig, ServiceError } from '@openxs2a/service';
import { importSeal } from './acts/import-seal.ts';
import { CONFIG } from './config.ts';
import { openServer } from './open-server.ts';

process.exitCode = await main(process.argv.slice(2)).catch(fail);

async function main([keyFile, certificateFile]: readonly string[]): Promise<number> {
  if (keyFile === undefined || certificateFile === undefined) {
    console.error('usage: import-seal.ts KEY CERTIFICATE');
    return 2;
  }
  const privateKey = createPrivateKey(await readFile(keyFile));
  const [certificate = '', ...chain] = readCertificates(await readFile(certificateFile)).map(({ der }) => toPem(der));
  const { server, close } = await openServer(readConfig(CONFIG, process.env), createLog({ app: 'import-seal' }));
  try {
    const outcome = await importSeal(server, 'import', privateKey, { certificate, chain });
    if (outcome.kind === 'refused') throw new ServiceError('ERR_CONFIG_INVALID', outcome.refusal.detail);
    console.log(`The certificate ${outcome.record.certificate.fingerprint} is ${outcome.record.state}.`);
    return 0;
  } finally {
    await close();
  }
}

/** Never more than the message: a stack could hold what was read. */
function fail(error: unknown): number {
  console.error(error instanceof Error ? error.message : String(error));
  return 2;
}
