import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Library } from '../library/store'
import { writeWhole } from '../library/whole_file'
import { isPicture } from '../shared/document/types'
import type { Readers } from './readers'

export interface PicturesOptions {
  library: Library
  readers: Pick<Readers, 'use'>
}

/** What the window shows of documents: the stored file; of pictures a PDF of their pages, made when it is first needed. */
export class Pictures {
  private readonly atWork = new Map<string, Promise<void>>()

  constructor(private readonly options: PicturesOptions) {}

  /** The file that the window shows of a document. */
  shown(document: string): string | undefined {
    const { library } = this.options
    return this.isPicture(document) ? library.files.pages(document) : library.source(document)
  }

  /** Resolves once the document can be shown. */
  async ready(document: string): Promise<void> {
    const { library } = this.options
    const path = library.source(document)
    if (!path || !this.isPicture(document) || existsSync(library.files.pages(document))) return
    const making = this.atWork.get(document) ?? this.make(document, path)
    this.atWork.set(document, making)
    await making.finally(() => this.atWork.delete(document))
  }

  private isPicture(document: string): boolean {
    const kind = this.options.library.kind(document)
    return kind !== undefined && isPicture(kind)
  }

  private async make(document: string, path: string): Promise<void> {
    const { library, readers } = this.options
    const folder = join(library.files.incoming, randomUUID())
    await mkdir(folder)
    const write = (into: string) =>
      readers.use({ readable: [path], writable: [folder] }, (ask) =>
        ask('document.pages', { job: randomUUID(), path, into }),
      )
    try {
      await writeWhole(library.files.pages(document), write, join(folder, 'pages.pdf'))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
