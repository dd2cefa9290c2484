import { existsSync, statSync } from 'node:fs'
import { posix } from 'node:path'
import ts from 'typescript'
import { filesBelow, rooted, textOf } from './sources'

export interface Arrow {
  from: string
  to: string
}

/** Every import of a file of the repository by another one, types included. */
export function arrowsOf(...folders: string[]): Arrow[] {
  return folders
    .flatMap((folder) => filesBelow(folder, '.ts', '.tsx', '.mjs'))
    .flatMap((from) =>
      ts
        .preProcessFile(textOf(from), true, true)
        .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
        .map(({ fileName }) => ({ from, to: resolved(from, fileName) })),
    )
}

function resolved(from: string, name: string): string {
  const path = posix.join(posix.dirname(from), name.replace(/\?.*$/, ''))
  const found = [path, `${path}.ts`, `${path}.tsx`].find(isFile)
  if (!found) throw new Error(`${from} imports ${name}, which is no file`)
  return found
}

const isFile = (path: string) => existsSync(rooted(path)) && statSync(rooted(path)).isFile()
