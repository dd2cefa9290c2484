#!/usr/bin/env node
/**
 * Stands in for `fpm -s dir -t deb` as electron-builder calls it, and builds the package with dpkg-deb: fpm itself is a
 * Ruby program that electron-builder would download.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'

const SHORT = { '-s': '--input', '-t': '--output', '-d': '--depends' }
const FLAGS = ['--force', '--debug']
// Half a minute; xz takes minutes for 3% less, as most of it is model weights. Debian has it since 12, Ubuntu since 21.10.
const COMPRESSION = ['-Zzstd', '-z10']

/** -> { options: { name: value }, depends: [...], recommends: [...], files: [[from, to]] } */
function parse(words) {
  const parsed = { options: {}, depends: [], recommends: [], files: [] }
  for (let i = 0; i < words.length; i++) {
    const word = SHORT[words[i]] ?? words[i]
    if (FLAGS.includes(word)) continue
    if (!word.startsWith('--')) {
      const split = word.lastIndexOf('=')
      parsed.files.push([word.slice(0, split), word.slice(split + 1)])
      continue
    }
    const value = words[++i]
    if (word === '--depends') parsed.depends.push(value)
    else if (word === '--deb-recommends') parsed.recommends.push(value)
    else parsed.options[word.slice(2)] = value
  }
  return parsed
}

function put(root, from, to) {
  const target = join(root, to)
  if (from.endsWith('/')) {
    cpSync(from, target, { recursive: true, verbatimSymlinks: true })
  } else {
    mkdirSync(dirname(target), { recursive: true })
    copyFileSync(from, target)
    chmodSync(target, 0o644)
  }
}

function control({ options, depends, recommends }, kilobytes) {
  const [synopsis = options.name, ...rest] = options.description
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const fields = {
    Package: options.name,
    Version: options.version,
    Architecture: options.architecture,
    Maintainer: options.maintainer,
    'Installed-Size': kilobytes,
    Depends: depends.join(', '),
    Recommends: recommends.join(', '),
    Section: options.category ?? 'misc',
    Priority: options['deb-priority'] ?? 'optional',
    Homepage: options.url.endsWith('.invalid') ? undefined : options.url,
    Description: [synopsis, ...rest.map((line) => ` ${line}`)].join('\n'),
  }
  return Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')
}

function buildDeb(parsed) {
  const { options, files } = parsed
  const root = mkdtempSync(join(tmpdir(), 'sparselens-deb-'))
  try {
    chmodSync(root, 0o755)
    for (const [from, to] of files) put(root, from, to)
    const kilobytes = execFileSync('du', ['-sk', root], { encoding: 'utf8' }).split('\t')[0]
    const meta = join(root, 'DEBIAN')
    mkdirSync(meta)
    writeFileSync(join(meta, 'control'), control(parsed, kilobytes))
    for (const [option, script] of Object.entries({ 'after-install': 'postinst', 'after-remove': 'postrm' })) {
      if (!options[option]) continue
      copyFileSync(options[option], join(meta, script))
      chmodSync(join(meta, script), 0o755)
    }
    execFileSync('dpkg-deb', ['--root-owner-group', ...COMPRESSION, '--build', root, options.package], {
      stdio: 'inherit',
    })
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const parsed = parse(process.argv.slice(2))
if (parsed.options.output !== 'deb') {
  console.error('This stand-in for fpm builds .deb packages only.')
  process.exit(1)
}
buildDeb(parsed)
