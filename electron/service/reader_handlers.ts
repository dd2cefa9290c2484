import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { picturesAsPdf } from '../documents/pictures/pages_pdf'
import { readDocument } from '../documents/read'
import { native } from '../engine/native'
import { readAnalysis } from '../export/saved/read'
import { textHash } from '../export/saved/text_hash'
import { otherwise } from '../shared/document/read_as'
import type { EngineEvents, Handlers, ReaderCalls } from '../shared/ipc/calls'
import { listedDocument } from '../shared/ipc/listed_document'
import type { Tell } from '../shared/ipc/port'
import { Jobs } from './jobs'
import { importAnswer } from './recorded'

/** All that is done with files from elsewhere: they become SourceDocuments, saved analyses, answers, pages to be shown. */
export function readerHandlers(tell: Tell<EngineEvents>, jobs = new Jobs()): Handlers<ReaderCalls> {
  return {
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
    'analysis.read': ({ job, path, into }) =>
      jobs.run(job, (signal) => readAnalysis(path, basename(path), into, signal)),
    'analysis.import': (order) => jobs.run(order.job, (signal) => importAnswer(order, native(), signal)),
    'analysis.textHash': ({ path }) => textHash(path),
    'job.cancel': ({ job }) => jobs.cancel(job),
    'engine.ping': () => undefined,
  }
}
