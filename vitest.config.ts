import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Native addons (ONNX Runtime) crash in worker threads.
    pool: 'forks',
    // Vitest leaves a core to itself unless told; on two cores that doubles the time.
    maxWorkers: '100%',
    // Test files share a process and so its loaded modules, TensorFlow.js above all: 1.7 times faster than each alone.
    isolate: false,
    setupFiles: ['test/support/setup.ts'],
    include: ['src/**/*.{test,laws}.ts', 'test/**/*.test.ts'],
    // Limits for tests that hang, not for slow ones: a busy machine takes many times as long.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
