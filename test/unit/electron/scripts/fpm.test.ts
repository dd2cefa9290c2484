import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const fpm = join(import.meta.dirname, '../../../../electron/scripts/fpm.mjs')
const isDebian = spawnSync('dpkg-deb', ['--version']).status === 0

describe.runIf(isDebian)('the stand-in for fpm', () => {
  const work = mkdtempSync(join(tmpdir(), 'fpm-test-'))
  afterAll(() => rmSync(work, { recursive: true }))
  const file = (name: string, text: string) => {
    writeFileSync(join(work, name), text, { mode: 0o600 })
    return join(work, name)
  }
  const deb = (...args: string[]) => execFileSync('dpkg-deb', args, { encoding: 'utf8' })

  test('builds the package that electron-builder asks for', () => {
    const made = join(work, 'made.deb')
    mkdirSync(join(work, 'app'))
    writeFileSync(join(work, 'app', 'program'), 'x', { mode: 0o755 })
    symlinkSync('program', join(work, 'app', 'link'))
    execFileSync(process.execPath, [
      ...[fpm, '-s', 'dir', '--force', '-t', 'deb', '-d', 'libnss3', '-d', 'libgtk-3-0 | libgtk-3-0t64'],
      ...['--deb-recommends', 'fonts-dejavu-core', '--deb-compression', 'xz', '--architecture', 'amd64'],
      ...['--after-install', file('postinst', '#!/bin/sh\n'), '--description', 'Reads\n more of it\nand more'],
      ...['--version', '1.2.3', '--package', made, '--name', 'a-name', '--maintainer', 'A B <a@b>'],
      ...['--vendor', 'A B', '--url', 'https://a.invalid', '--category', 'text', '--deb-priority', 'optional'],
      ...[`${join(work, 'app')}/=/opt/A`, `${file('icon', 'i')}=/usr/share/icons/a.png`],
    ])
    const control = deb('-f', made)
    expect(control).toContain('Package: a-name\nVersion: 1.2.3\nArchitecture: amd64\nMaintainer: A B <a@b>\n')
    expect(control).toContain('Depends: libnss3, libgtk-3-0 | libgtk-3-0t64\nRecommends: fonts-dejavu-core\n')
    expect(control).toContain('Description: Reads\n more of it\n and more\n')
    expect(control).not.toContain('Homepage')
    const contents = deb('-c', made)
    expect(contents).toMatch(/^-rwxr-xr-x root\/root .* \.\/opt\/A\/program$/m)
    expect(contents).toMatch(/^lrwxrwxrwx .* \.\/opt\/A\/link -> program$/m)
    expect(contents).toMatch(/^-rw-r--r-- root\/root .* \.\/usr\/share\/icons\/a\.png$/m)
    expect(deb('--info', made)).toMatch(/postinst/)
  })

  test('refuses other kinds of packages', () => {
    const { status, stderr } = spawnSync(process.execPath, [fpm, '-s', 'dir', '-t', 'rpm'], { encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toContain('.deb packages only')
  })
})
