import { writeFile } from 'node:fs/promises'
import { readDocument } from '../documents/read'
import type { EngineCalls, EngineEvents, Handlers } from '../shared/ipc/calls'
import type { Tell } from '../shared/ipc/port'

/** document.read and document.cancel: files become SourceDocuments, also while an answer is being written. */
export function documentHandlers(
  tell: Tell<EngineEvents>,
): Pick<Handlers<EngineCalls>, 'document.read' | 'document.cancel'> {
  const jobs = new Map<string, AbortController>()
  return {
    async 'document.read'({ job, path, into, password }) {
      const controller = new AbortController()
      jobs.set(job, controller)
      try {
        const document = await readDocument(path, {
          // asked again only after a wrong one: then there is none to give
          password: async (retry) => (retry ? undefined : password),
          onProgress: (pagesDone, pages) => tell('document.progress', { job, pagesDone, pages }),
          signal: controller.signal,
        })
        await writeFile(into, JSON.stringify(document), { flag: 'wx' })
        const { title, kind, pages } = document
        return {
          title,
          kind,
          pages: pages.length,
          imagePages: pages.filter((page) => page.imageOnly).map((page) => page.number),
        }
      } finally {
        jobs.delete(job)
      }
    },
    'document.cancel': ({ job }) => jobs.get(job)?.abort(),
  }
}
