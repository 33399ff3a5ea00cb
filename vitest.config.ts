import { defineConfig } from 'vitest/config'

import manifest from './package.json' with { type: 'json' }
import { LongestFirst } from './test/support/longest-first.ts'

export default defineConfig({
  define: { GRADLAW_VERSION: JSON.stringify(manifest.version) },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'scripts/workers.mjs',
    environment: 'node',
    pool: 'threads',
    // Files share their imports: no test replaces modules or changes what others see.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    sequence: { seed: 20, sequencer: LongestFirst },
    coverage: { provider: 'v8', include: ['src/**/*.ts'], reporter: ['text-summary', 'html'] },
  },
})
