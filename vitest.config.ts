import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['@openxs2a/source'] },
  ssr: { resolve: { conditions: ['@openxs2a/source'] } },
  test: { include: ['**/*.test.ts'], exclude: ['**/node_modules/**', '**/.tmp/**', '**/dist/**'] },
});
