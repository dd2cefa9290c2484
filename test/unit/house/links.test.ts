import { existsSync, statSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, it } from 'vitest'
import { filesBelow, rooted, textOf } from './sources'

/** Documents and comments name files that are there. A failure says which file names what. */

const documents = filesBelow('.', '.md')
const code = ['electron', 'renderer', 'native', 'test'].flatMap((folder) =>
  filesBelow(folder, '.ts', '.tsx', '.mjs', '.cpp', '.h', '.css'),
)

const isThere = (path: string) => existsSync(rooted(path))
const isEmpty = (path: string) => statSync(rooted(path)).size === 0

it('links lead to files that say something', () => {
  const wrong = documents.flatMap((document) =>
    [...textOf(document).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link]) => link!.replace(/#.*$/, ''))
      .filter((link) => link && !/^\w+:/.test(link))
      .map((link) => posix.join(posix.dirname(document), link))
      .filter((path) => !isThere(path) || isEmpty(path))
      .map((path) => `${document}: ${path}`),
  )
  expect(wrong).toEqual([])
})

it('documents name paths of the repository that exist', () => {
  expect(documents.flatMap((document) => missing(document, textOf(document)))).toEqual([])
})

it('comments name paths of the repository that exist', () => {
  const comments = (file: string) => textOf(file).match(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm) ?? []
  expect(code.flatMap((file) => missing(file, comments(file).join('\n')))).toEqual([])
})

/** What a text calls by its path from the root: a file, a folder, with braces, with a star. */
function missing(where: string, text: string): string[] {
  const named = text.match(/(?<![\w./<-])(?:electron|renderer|native|test|assets)\/[\w./*{},-]*[\w/*}]/g) ?? []
  return named
    .flatMap(unfolded)
    .filter((path) => !['', '.ts', '.tsx', '.h', '.cpp'].some((ending) => isThere(path + ending)))
    .map((path) => `${where}: ${path}`)
}

function unfolded(path: string): string[] {
  const braces = /^(.*)\{([^}]*)\}(.*)$/.exec(path)
  if (braces) return braces[2]!.split(',').flatMap((part) => unfolded(braces[1] + part + braces[3]))
  return [path.replace(/[^/]*\*.*$/, '')]
}
