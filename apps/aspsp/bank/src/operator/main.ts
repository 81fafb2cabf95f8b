import { systemRandom as random } from '@openxs2a/service';
import { runOperator } from './run-operator.ts';

await runOperator(process, { random });
