import { ServiceError } from '../errors.ts';

/** What keeps a listener from its address, in words; anything else as it is. */
export function toListenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const at = `port ${port} of ${host}`;
  switch (error.code) {
    case 'EADDRINUSE':
      return new ServiceError('ERR_PORT_TAKEN', `Another program listens on ${at}. End it, or take another port.`, {
        cause: error,
      });
    case 'EACCES':
      return new ServiceError('ERR_PORT_FORBIDDEN', `This user may not listen on ${at}. Take one from 1024 on.`, {
        cause: error,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ServiceError('ERR_ADDRESS_UNAVAILABLE', `This machine has no address ${host}.`, { cause: error });
    default:
      return error;
  }
}
