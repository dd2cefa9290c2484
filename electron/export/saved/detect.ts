import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import { ANALYSIS } from '../names'
import { MIME_FILE, MIME_TYPE } from './format'

/** Of a ZIP archive's first file, before its name. */
const HEADER = 30

/** Whether a file is a saved analysis, or claims to be one by its name. */
export async function isAnalysis(path: string, name: string): Promise<boolean> {
  return extname(name).toLowerCase() === `.${ANALYSIS}` || (await hasMark(path))
}

/** The file `mimetype` stands first and unpacked. */
async function hasMark(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const length = HEADER + MIME_FILE.length + MIME_TYPE.length
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return bytesRead === length && buffer.toString('latin1', HEADER) === MIME_FILE + MIME_TYPE
  } finally {
    await file.close()
  }
}
