import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Native addons (ONNX Runtime) crash in worker threads.
    pool: 'forks',
    include: ['src/**/*.{test,laws}.ts', 'test/**/*.test.ts'],
    testTimeout: 30_000,
  },
});
