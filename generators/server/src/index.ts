export { emitDescriptors } from './emit-descriptors.ts';
export { emitServer } from './emit-server.ts';
