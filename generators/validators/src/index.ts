export { emitValidators } from './emit-validators.ts';
