export type { Road } from './authorising/road.ts';
export { createDemoDevice, type DemoDevice } from './pages/approvals/demo-device.ts';
export type { PageAnswer } from './pages/base/tell-answers.ts';
export type { OAuthPagesOptions } from './pages/oauth/options.ts';
export { createOAuthProblemPage } from './pages/oauth/render-oauth-problem.ts';
export { enrolOperator } from './pages/operator/operator-id.ts';
export type { OperatorOptions } from './pages/operator/options.ts';
export type { PagesOptions } from './pages/options.ts';
export { createPages } from './pages/pages.ts';
