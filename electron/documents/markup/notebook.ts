import { z } from 'zod'
import type { DocumentNote, SourceDocument } from '../../shared/document/types'
import { type TextBlock, toDocument } from '../blocks'
import { countedWere } from '../flow/flow'
import { listingBlocks } from '../text/listing'
import { lineFeeds } from '../text/text'
import type { HtmlOptions } from './html_reader'
import { blocksOfMarkdown } from './markdown'

/** Jupyter's notebooks (.ipynb): Markdown, programs, and what came out of these as text. */

const Lines = z
  .union([z.string(), z.array(z.string())])
  .transform((lines) => (typeof lines === 'string' ? lines : lines.join('')))
const Output = z.object({
  text: Lines.optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  ename: z.string().optional(),
  evalue: z.string().optional(),
})
const Cell = z.object({ cell_type: z.string(), source: Lines, outputs: z.array(Output).optional() })
const Notebook = z.object({ nbformat: z.number(), cells: z.array(Cell) })
type Notebook = z.infer<typeof Notebook>

/** Undefined for any other text. */
export function notebookIn(text: string): Notebook | undefined {
  if (!/^\s*\{/.test(text) || !text.includes('"nbformat"')) return undefined
  try {
    return Notebook.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export function readNotebook(
  { cells }: Notebook,
  file: string,
  notes: DocumentNote[] = [],
  options: HtmlOptions = {},
): SourceDocument {
  const blocks: TextBlock[] = []
  const told = [...notes]
  let drawn = 0
  for (const { cell_type: kind, source, outputs = [] } of cells) {
    if (kind === 'markdown') {
      const read = blocksOfMarkdown(lineFeeds(source), file, options)
      blocks.push(...read.blocks)
      told.push(...read.notes)
    } else blocks.push(...listingBlocks(lineFeeds(source), 1))
    for (const output of outputs) {
      const words = wordsOf(output)
      blocks.push(...listingBlocks(lineFeeds(words), 1))
      if (words === '' || isPicture(output)) drawn++
    }
  }
  if (drawn > 0)
    told.push({
      page: 1,
      kind: 'unread',
      text: `${countedWere(drawn, 'picture or other output', 'pictures and other outputs')} not read.`,
    })
  return toDocument(blocks, file, 'markdown', 1, told)
}

const isPicture = ({ data = {} }: z.infer<typeof Output>): boolean =>
  Object.keys(data).some((type) => type.startsWith('image/'))

function wordsOf({ text, data, ename, evalue }: z.infer<typeof Output>): string {
  const plain = Lines.safeParse(data?.['text/plain']).data
  return text ?? plain ?? (ename === undefined ? '' : `${ename}: ${evalue ?? ''}`)
}
