import { copyFile, mkdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { codeOfFile, isLanguageData, knownLanguages } from '../documents/recognition/language_data'
import { asStorageError } from '../library/storage_error'
import { writeWhole } from '../library/whole_file'
import { CallFailure } from '../shared/ipc/failure'

/** No file of Tesseract's is larger. */
const MOST_BYTES = 200_000_000

/** Languages of text recognition: those that came along, and those whose data the user dropped. */
export class Languages {
  constructor(readonly folder: string) {}

  known(): Promise<string[]> {
    return knownLanguages(this.folder)
  }

  /** Copies files of language data in. Returns all languages there are then. */
  async add(paths: readonly string[]): Promise<string[]> {
    for (const path of paths) await this.addOne(path)
    return this.known()
  }

  private async addOne(path: string): Promise<void> {
    const name = basename(path)
    const { size } = await stat(path).catch(() => ({ size: Number.POSITIVE_INFINITY }))
    const isData = codeOfFile(name) !== undefined && size < MOST_BYTES && isLanguageData(await readFile(path))
    if (!isData) {
      throw new CallFailure(
        'bad-argument',
        `"${name}" is no language data of Tesseract's: its file is called like "deu.traineddata" and has some megabytes.`,
      )
    }
    try {
      await mkdir(this.folder, { recursive: true })
      await writeWhole(join(this.folder, name), (draft) => copyFile(path, draft))
    } catch (error) {
      throw asStorageError(error, `"${name}" wasn't added`)
    }
  }
}
