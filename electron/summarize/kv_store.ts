import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { NativeContext } from '../engine/native'

/** Changes when files written before can't be used any more. */
const FORM = 2
const ENDING = '.kv'
/** Drafts that a killed process left behind are removed after this time. */
const ABANDONED_MS = 3_600_000

/** All that a KV cache and what was recorded with it depend on. */
export interface Prefix {
  /** OpenModel.identity */
  model: string
  topK: number
  /** Every how many rows were recorded. */
  stride: number
  /** All tokens in the cache, and the sentences' positions in them. */
  ids: Int32Array
  sentences: Int32Array
}

/**
 * KV caches of texts that were read, kept on disk: a folder for each document, all of them in one place, which holds at
 * most so many bytes; the file used longest ago (by its time) goes first. It only saves time, so nothing that goes wrong with it is a failure: what can't be
 * used is removed, and read again.
 */
export class KvStore {
  constructor(
    /** The document's own. */
    readonly folder: string,
    /** Of all documents' files; may be changed at any time. */
    public bytes: number,
  ) {}

  static keyOf({ model, topK, stride, ids, sentences }: Prefix): string {
    const hash = createHash('sha256').update(JSON.stringify([FORM, model, topK, stride, ids.length]))
    for (const numbers of [ids, sentences]) {
      hash.update(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength))
    }
    return hash.digest('hex')
  }

  async has(key: string): Promise<boolean> {
    return stat(this.path(key)).then(
      () => true,
      () => false,
    )
  }

  /** Loads a kept cache in place of what the context holds. False if there is none that can be used. */
  async load(context: NativeContext, key: string, length: number): Promise<boolean> {
    const path = this.path(key)
    try {
      await context.load(path)
      if (context.length() !== length) throw new Error('not what its name says')
      const now = new Date()
      await utimes(path, now, now).catch(() => {})
      return true
    } catch {
      context.trim(0)
      await rm(path, { force: true }).catch(() => {})
      return false
    }
  }

  /** Keeps what the context holds, of about `size` bytes, unless it is there or has no room. */
  async save(context: NativeContext, key: string, size: number): Promise<void> {
    if (size > this.bytes || (await this.has(key))) return
    try {
      await mkdir(this.folder, { recursive: true })
      await this.makeRoom(size)
      await context.save(this.path(key))
      await this.makeRoom(0)
    } catch {
      // such as a full disk: it will be read again
    }
  }

  /** Removes the files used longest ago until `size` more bytes have room. */
  private async makeRoom(size: number): Promise<void> {
    const place = dirname(this.folder)
    const names = await readdir(place, { recursive: true })
    const files = (await Promise.all(names.map((name) => fileOf(join(place, name)))))
      .filter((file) => file !== undefined)
      .sort((a, b) => b.used - a.used)
    let total = size
    for (const { path, bytes, used } of files) {
      total += bytes
      const draft = !path.endsWith(ENDING)
      if (draft ? Date.now() - used > ABANDONED_MS : total > this.bytes) await rm(path, { force: true }).catch(() => {})
    }
  }

  private path(key: string): string {
    return join(this.folder, `${key}${ENDING}`)
  }
}

/** Only files of ours; undefined for others and for what is gone meanwhile. */
async function fileOf(path: string) {
  if (!/^[0-9a-f]{64}\.kv(\.part)?$/.test(basename(path))) return undefined
  const found = await stat(path).catch(() => undefined)
  return found && { path, bytes: found.size, used: found.mtimeMs }
}
