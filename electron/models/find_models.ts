import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { HuggingFaceFolder } from '../shared/ipc/model_data'
import { huggingFaceFolder } from './hugging_face'
import { shardsOf } from './shards'

/** What lies where the user pointed. */
export interface FoundModels {
  /** First shards. */
  paths: string[]
  toConvert?: HuggingFaceFolder
  /** One sentence if there is neither. */
  problem?: string
}

/** Folders of caches are some levels deep. */
const DEPTH = 4
/** More models than this are no folder of models. */
const MOST = 20

/** A file is taken for a model whatever its name is: the engine says what it is. Of a folder all models in it. */
export async function findModels(path: string): Promise<FoundModels> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) return inFolder(path)
  if (/\.safetensors$/i.test(path) || basename(path) === 'config.json') {
    const toConvert = await huggingFaceFolder(dirname(path))
    if (toConvert) return { paths: [], toConvert }
  }
  return { paths: [shardsOf(path)[0]!] }
}

async function inFolder(folder: string): Promise<FoundModels> {
  // where a first shard is missing, the engine says so
  const paths = [...new Set((await ggufFiles(folder, DEPTH)).map((path) => shardsOf(path)[0]!))]
  if (paths.length > MOST) {
    return { paths: [], problem: `"${basename(folder)}" holds more than ${MOST} models: choose one of its files.` }
  }
  if (paths.length > 0) return { paths }
  const toConvert = await huggingFaceFolder(folder)
  if (toConvert) return { paths, toConvert }
  return { paths, problem: `"${basename(folder)}" holds no GGUF model: choose the folder that its .gguf files lie in.` }
}

async function ggufFiles(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => [])
  const sorted = entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  const files: string[] = []
  for (const entry of sorted) {
    const path = join(folder, entry.name)
    // caches hold links to files; a link to a folder might lead round in a circle
    if (entry.isDirectory() && depth > 1) files.push(...(await ggufFiles(path, depth - 1)))
    else if (!entry.isDirectory() && /\.gguf$/i.test(entry.name) && !entry.name.startsWith('.')) files.push(path)
    if (files.length > 10_000) break
  }
  return files
}
