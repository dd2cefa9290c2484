import { defineConfig } from 'vitest/config'

const MINUTE = 60_000

// limits end what hangs; what is slow because the machine is, or has other work, gets there
const PATIENT = { poll: { timeout: 2 * MINUTE } }

// .ci/run names a file here to count the results from
const report = process.env.SPARSELENS_TEST_REPORT

export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          environment: 'node',
          // a process for each file takes as long as its tests, and one core less than there are is one of two
          pool: 'threads',
          maxWorkers: '100%',
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Two files at once, each in a process of its own, and only after the unit tests: much of their time is starting
        // and reading, and models leave cores to each other (native/addon/engine/spared_cores.h).
        test: {
          name: 'model',
          include: ['test/native/**/*.test.ts', 'test/integration/**/*.test.ts'],
          exclude: ['**/*.long.test.ts'],
          environment: 'node',
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 3 * MINUTE,
          hookTimeout: 3 * MINUTE,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // The built app in a real Electron, after everything that computes: a window shares its machine with nobody.
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: ['**/*.long.test.ts'],
          environment: 'node',
          pool: 'forks',
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 10 * MINUTE,
          hookTimeout: 10 * MINUTE,
          expect: PATIENT,
          sequence: { groupOrder: 2 },
        },
      },
      {
        // npm run test:long
        test: {
          name: 'long',
          include: ['test/**/*.long.test.ts'],
          environment: 'node',
          pool: 'forks',
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 60 * MINUTE,
          hookTimeout: 10 * MINUTE,
          expect: PATIENT,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
