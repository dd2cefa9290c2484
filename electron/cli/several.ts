import { UsageError } from './exit'

type Values = Readonly<Record<string, unknown>>

/** What can't be asked of several files, or only of several. Whether one that is named is a folder is seen later. */
export function checkSeveral(values: Values, files: readonly string[]): void {
  const { together, compare, out } = values
  if (files.includes('')) throw new UsageError('No file to read was named')
  if (compare !== undefined) checkCompared(values, files)
  if (files.length > 1 && !together) checkOneByOne(values)
  for (const name of together ? (['trace', 'save', 'report', 'text'] as const) : []) {
    if (values[name] !== undefined) {
      throw new UsageError(`--${name} is of one document, and --together asks several; leave one out`)
    }
  }
  if (out === undefined) return
  for (const name of ['together', 'chat', 'text', 'trace', 'save', 'report'] as const) {
    if (values[name] !== undefined)
      throw new UsageError(`--out holds lines about each file by itself; leave out --${name}`)
  }
}

/** What many files can't be asked one after the other. */
export function checkOneByOne(values: Values): void {
  if (values.chat) throw new UsageError('--chat is about one file, or about several --together; leave out --chat')
  for (const name of ['trace', 'save', 'report'] as const) {
    if (values[name] !== undefined) throw new UsageError(`--${name} is of one file, and several were named`)
  }
}

function checkCompared(values: Values, files: readonly string[]): void {
  if (files.length > 1) throw new UsageError(`--compare is about two files; leave out "${files[1]}"`)
  for (const name of ['together', 'out', 'chat', 'find', 'text', 'trace', 'save', 'report'] as const) {
    if (values[name] !== undefined) throw new UsageError(`--compare can't be used with --${name}; leave one out`)
  }
}
