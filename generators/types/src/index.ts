export { emitTypes, operationTypeNames } from './emit-types.ts';
