/**
 * What Electron's own default_app does for a developer, in short: starts the app whose folder is named on the command
 * line. The package that the generic Electron is made from has none.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron/main'

const [first] = process.argv.slice(1).filter((argument) => !argument.startsWith('-'))

function fail(message) {
  console.error(message)
  process.exit(1)
}

if (process.argv.includes('--version')) {
  console.log(`v${process.versions.electron}`)
  process.exit(0)
}
if (!first) fail('usage: electron [options] FOLDER')

const folder = resolve(first)
const description = join(folder, 'package.json')
if (!existsSync(description)) fail(`There is no app in ${folder}.`)
const { name, productName, version, desktopName } = JSON.parse(readFileSync(description, 'utf8'))

// as a packaged app doesn't have it: apps tell by it that they run from their sources
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
if (version) app.setVersion(version)
app.name = productName ?? name ?? app.name
app.setDesktopName(desktopName ?? `${app.name}.desktop`)
app.setAppPath(folder)

try {
  await import(pathToFileURL(createRequire(description).resolve(folder)).href)
} catch (error) {
  fail(`The app could not be loaded: ${error.stack ?? error}`)
}
