export { type AppOptions, createApp } from './app.ts';
export { CONFIG, type Config } from './config.ts';
export { startSigningServer } from './start.ts';
