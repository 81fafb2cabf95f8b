export type { Check } from './explain/check.ts';
export { CHECKS } from './explain/checks.ts';
export { type ExplainOptions, explainCertificate } from './explain/explain-certificate.ts';
export type { Explanation, Fact, Finding, Severity } from './explain/explanation.ts';
export { type RenderOptions, renderExplanation } from './explain/render.ts';
