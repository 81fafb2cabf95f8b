export { describeDemo } from './demo/describe-demo.ts';
export { type DemoBank, type DemoOptions, generateDemo } from './demo/generate-demo.ts';
export { loadDemo } from './demo/load-demo.ts';
export { DEMO_PSUS } from './demo/psus.ts';
