import { collectionName } from '../documents/collection'
import type { Library } from '../library/store'
import type { Ask, EngineCalls } from '../shared/ipc/calls'
import { CallFailure } from '../shared/ipc/failure'

export interface CollectionsOptions {
  library: Library
  ask: Ask<EngineCalls>
}

/**
 * Documents of the library that are asked together: a document of its own, made of theirs, with answers of its own. Its
 * file is the list of them; the texts are copied, so that it stays what it was asked about when one of them is removed.
 */
export class Collections {
  constructor(private readonly options: CollectionsOptions) {}

  /** The collection of these documents, in their order: the one that there is, or a new one. Returns its id. */
  async collect(documents: readonly string[]): Promise<string> {
    const { library, ask } = this.options
    const members = [...new Set(documents)].map((id) => {
      const entry = library.get(id)
      if (!entry) throw new CallFailure('not-found', 'One of these documents is not in the library any more.')
      return entry
    })
    if (members.length < 2 || members.some(({ kind }) => kind === 'collection')) {
      throw new CallFailure('bad-request', 'Choose two documents or more, and no collection of documents.')
    }
    const list = members.map(({ id, file }) => ({ id, file }))
    const incoming = await library.files.writeIn(JSON.stringify(list))
    const known = library.find(incoming.sha256)
    if (known) {
      await library.files.forget(incoming)
      return known
    }
    try {
      const from = list.map(({ id }) => ({ id, text: library.files.text(id) }))
      const read = await ask('document.collect', { from, into: incoming.document })
      return await library.add(incoming, collectionName(members.map(({ file }) => file)), read)
    } catch (error) {
      await library.files.forget(incoming)
      throw error
    }
  }

  /** What changed between two documents, as JSON text. */
  compare(before: string, after: string): Promise<string> {
    const [from, to] = [before, after].map((id) => {
      if (!this.options.library.get(id)) {
        throw new CallFailure('not-found', 'One of these documents is not in the library any more: choose others.')
      }
      return this.options.library.files.text(id)
    })
    return this.options.ask('document.compare', { before: from!, after: to! })
  }
}
