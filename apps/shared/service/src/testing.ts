export { type StartedProcess, startProcess } from './testing/start-process.ts';
