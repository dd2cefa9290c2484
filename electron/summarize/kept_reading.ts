import { cacheBytes } from '../engine/memory'
import type { OpenModel } from '../engine/model'
import type { NativeContext } from '../engine/native'
import { segmentsOf, type TracedSentence } from './evidence'
import { KvStore } from './kv_store'

/** What a context holds at the end of a text. */
export interface ReadText {
  ids: Int32Array
  /** As positions of the context. */
  sentences: readonly TracedSentence[]
}

/** A text as its caller knows it, and the store that it is kept in if it has one of its own. */
interface KeptText {
  store?: KvStore
}

/** Keeps a context's KV caches in a store, under what they depend on. */
export class KeptReading {
  private readonly keys = new Map<object, string>()
  /** Texts whose cache is on disk, or couldn't be put there. */
  private readonly done = new Set<object>()

  constructor(
    private readonly store: KvStore,
    private readonly model: OpenModel,
    private readonly stride: number,
  ) {}

  /** True if the context now holds the text, as it was kept. */
  async restore(text: KeptText, context: NativeContext, read: ReadText, onFound?: () => void): Promise<boolean> {
    const key = this.keyOf(text, read)
    const store = text.store ?? this.store
    if (!(await store.has(key))) return false
    onFound?.()
    if (!(await store.load(context, key, read.ids.length))) return false
    this.done.add(text)
    return true
  }

  /** Writes the context, which must hold the text and nothing after it, unless that was done before. */
  async save(text: KeptText, context: NativeContext, read: ReadText): Promise<void> {
    if (this.done.has(text)) return
    const key = this.keyOf(text, read)
    this.done.add(text)
    await (text.store ?? this.store).save(context, key, cacheBytes(this.model.file, read.ids.length, this.model.keys))
  }

  private keyOf(text: object, { ids, sentences }: ReadText): string {
    const known = this.keys.get(text)
    if (known) return known
    const { identity: model, info } = this.model
    const key = KvStore.keyOf({ model, topK: info.topK, stride: this.stride, ids, sentences: segmentsOf(sentences) })
    this.keys.set(text, key)
    return key
  }
}
