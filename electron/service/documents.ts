import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { picturesAsPdf } from '../documents/pictures/pages_pdf'
import { readDocument } from '../documents/read'
import { writeCollection } from '../documents/stored_collection'
import { compareStored } from '../documents/stored_comparison'
import { otherwise } from '../shared/document/read_as'
import type { EngineCalls, EngineEvents, Handlers } from '../shared/ipc/calls'
import { listedDocument } from '../shared/ipc/listed_document'
import type { Tell } from '../shared/ipc/port'
import type { Jobs } from './jobs'

type DocumentCalls = Pick<Handlers<EngineCalls>, Extract<keyof EngineCalls, `document.${string}`>>

/** Files become SourceDocuments, and several of these one, also while an answer is being written; pictures become pages to be shown. */
export function documentHandlers(jobs: Jobs, tell: Tell<EngineEvents>): DocumentCalls {
  return {
    'document.collect': ({ from, into }) => writeCollection(from, into),
    'document.compare': ({ before, after }) => compareStored(before, after),
    'document.read': ({ job, path, into, password, readAs, scans }) =>
      jobs.run(job, async (signal) => {
        const read = await readDocument(path, {
          ...readAs,
          // asked again only after a wrong one: then there is none to give
          password: async (retry) => (retry ? undefined : password),
          onProgress: (pagesDone, pages) => tell('document.progress', { job, pagesDone, pages }),
          onRecognize: (page, pages) => tell('document.progress', { job, pagesDone: page, pages, recognizing: true }),
          scans,
          signal,
        })
        const document = { ...read, readAs: otherwise(readAs) }
        await writeFile(into, JSON.stringify(document), { flag: 'wx' })
        return listedDocument(document)
      }),
    'document.pages': ({ job, path, into }) =>
      jobs.run(job, async (signal) => {
        const pages = await picturesAsPdf(await readFile(path), basename(path), signal)
        await writeFile(into, pages, { flag: 'wx' })
      }),
  }
}
