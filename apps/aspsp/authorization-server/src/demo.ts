export { DEMO_CREDENTIALS, type DemoCredentials } from './demo/credentials.ts';
export { type DemoDevices, loadDemoCredentials } from './demo/load-demo-credentials.ts';
