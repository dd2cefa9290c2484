import { writeFile } from 'node:fs/promises'
import { readDocument } from '../documents/read'
import { writeCollection } from '../documents/stored_collection'
import { otherwise } from '../shared/document/read_as'
import type { EngineCalls, EngineEvents, Handlers } from '../shared/ipc/calls'
import { listedDocument } from '../shared/ipc/listed_document'
import type { Tell } from '../shared/ipc/port'
import type { Jobs } from './jobs'

/** document.read and document.collect: files become SourceDocuments, and several of these one, also while an answer is being written. */
export function documentHandlers(
  jobs: Jobs,
  tell: Tell<EngineEvents>,
): Pick<Handlers<EngineCalls>, 'document.read' | 'document.collect'> {
  return {
    'document.collect': ({ from, into }) => writeCollection(from, into),
    'document.read': ({ job, path, into, password, readAs }) =>
      jobs.run(job, async (signal) => {
        const read = await readDocument(path, {
          ...readAs,
          // asked again only after a wrong one: then there is none to give
          password: async (retry) => (retry ? undefined : password),
          onProgress: (pagesDone, pages) => tell('document.progress', { job, pagesDone, pages }),
          signal,
        })
        const document = { ...read, readAs: otherwise(readAs) }
        await writeFile(into, JSON.stringify(document), { flag: 'wx' })
        return listedDocument(document)
      }),
  }
}
