import type { FilesHash } from '../shared/ipc/answer_data'
import { type HashOptions, knownModelHash, modelHash, sizeOf } from './hash'
import { sampledHash } from './sampled_hash'

/** Model files up to this size are hashed whole without being asked: a few seconds at most. */
export const WHOLE_UP_TO = 2 ** 30

export interface BackgroundHashOptions {
  /** Where hashes are kept. */
  folder?: string
  wholeUpTo?: number
}

/** What is known, or found out at once: of large files the samples. */
export async function quickHash(
  paths: readonly string[],
  { folder, wholeUpTo = WHOLE_UP_TO }: BackgroundHashOptions = {},
): Promise<FilesHash> {
  const known = { sha256: (await knownModelHash(paths, folder)) ?? '' }
  const isLarge = (await sizeOf(paths)) > wholeUpTo
  return isLarge ? { ...known, sampledSha256: await sampledHash(paths) } : known
}

/**
 * What tells a model's files from others. Small files are hashed whole, in the background and only while the model has
 * nothing else to do: it would take a core from the model, and an answer must never wait for it. Large ones are told apart
 * by samples, at once, and hashed whole only when somebody asks for it.
 */
export class BackgroundHash {
  /** As far as it is known. */
  known: FilesHash = { sha256: '' }
  readonly value: Promise<FilesHash>
  private atWork = 0
  private waiting: (() => void)[] = []
  /** Who wants to hear of a hash that is being found. */
  private onProgress: HashOptions['onProgress']

  constructor(
    private readonly paths: readonly string[],
    private readonly options: BackgroundHashOptions = {},
  ) {
    this.value = this.find().then((found) => {
      this.known = found
      return found
    })
    this.value.catch(() => {}) // whoever awaits it sees the failure
  }

  /** With the sha256 of all bytes, which takes an hour for a huge model read for the first time. */
  async whole(options: Pick<HashOptions, 'onProgress' | 'signal'> = {}): Promise<FilesHash> {
    this.onProgress = options.onProgress
    const found = await this.value
    if (found.sha256) return found
    const { folder } = this.options
    const sha256 = await modelHash(this.paths, folder, { turn: () => this.turn(), ...options })
    this.known = { ...found, sha256 }
    return this.known
  }

  /** Lets it wait while the work is done. */
  async pausedWhile<T>(work: () => Promise<T>): Promise<T> {
    this.atWork++
    try {
      return await work()
    } finally {
      this.atWork--
      if (this.atWork === 0) for (const go of this.waiting.splice(0)) go()
    }
  }

  private async find(): Promise<FilesHash> {
    const quick = await quickHash(this.paths, this.options)
    if (quick.sha256 || quick.sampledSha256) return quick
    const onProgress = (done: number, total: number) => this.onProgress?.(done, total)
    return { sha256: await modelHash(this.paths, this.options.folder, { turn: () => this.turn(), onProgress }) }
  }

  private async turn(): Promise<void> {
    while (this.atWork > 0) await new Promise<void>((resolve) => this.waiting.push(resolve))
  }
}
