import type { FileHandle } from 'node:fs/promises'
import { RandomAccessReader } from 'yauzl'
import { ZipError } from './zip_error'

/** What yauzl reads a directory through: a place that no file reaches is an error of the archive, like any other. */
export class Bytes extends RandomAccessReader {
  constructor(private readonly file: FileHandle) {
    super()
  }

  override read(buffer: Buffer, offset: number, length: number, at: number, done: (error: Error | null) => void): void {
    this.file
      .read(buffer, offset, length, at)
      .then(({ bytesRead }) => done(bytesRead === length ? null : new ZipError('it is cut off')), done)
  }
}
