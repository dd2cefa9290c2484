import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const build = join(root, 'build', 'dsa-test')

function run(command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} failed:\n${stdout}${stderr}`)
  return stdout
}

beforeAll(() => {
  const source = join(root, 'native', 'ggml-dsa')
  run('cmake', ['-S', source, '-B', build, '-DCMAKE_BUILD_TYPE=Release', '-DSPARSELENS_TESTS=ON'])
  run('cmake', ['--build', build, '--config', 'Release', '--parallel', '2'])
}, 600_000)

test('each kernel does what its formula says, with every instruction set of this machine', { timeout: 120_000 }, () => {
  const { status, stdout } = spawnSync(join(build, 'dsa_test', 'dsa_test'), { encoding: 'utf8' })
  expect(stdout).not.toContain('FAILED')
  expect(status).toBe(0)
})
