/**
 * The part of the ZIP format (APPNOTE 6.3) that we write and read: files, stored or deflated, without encryption, below
 * 4 GB; names in UTF-8. Any ZIP program opens what we write.
 */

export const LOCAL = { signature: 0x04034b50, bytes: 30 }
export const CENTRAL = { signature: 0x02014b50, bytes: 46 }
export const END = { signature: 0x06054b50, bytes: 22 }

export const STORED = 0
export const DEFLATED = 8
export const UTF8_NAMES = 0x0800
export const ENCRYPTED = 0x0001

/** Above it the format needs its 64-bit form. */
export const MOST_BYTES = 0xffffffff
export const MOST_FILES = 0xffff

/** What the directory says of a file. */
export interface ZipEntry {
  name: string
  method: number
  crc: number
  /** In the archive, and unpacked. */
  packed: number
  bytes: number
  /** Of its local header. */
  offset: number
}
