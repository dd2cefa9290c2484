import type { Flow } from './flow/flow'
import { isMail, writeMail } from './mail/mail'
import { blocksOfHtml } from './markup/html'
import { isWebPage } from './markup/web_page'
import type { OfficeOptions } from './office/options'
import { isRtf, writeRtf } from './rtf/rtf'
import { decodeText } from './text/decode_text'
import { latin1 } from './text/encodings'
import { textBlocks } from './text/text'

/** A document of one part that another one holds: Rich Text, a mail or a page saved as one, a web page, a text. */
export async function writeInner(data: Uint8Array, name: string, flow: Flow, options: OfficeOptions): Promise<void> {
  const bytes = latin1(data, 0, data.length)
  if (isRtf(bytes)) return writeRtf(data, flow, options)
  if (isMail(bytes, name)) return writeMail(data, flow, options, 1)
  const { text } = decodeText(data, name)
  if (!isWebPage(text, name)) return flow.paragraphs(textBlocks(text, name))
  const { blocks, notes } = blocksOfHtml(text, options)
  flow.paragraphs(blocks)
  for (const { kind, text: words } of notes) flow.note(kind, words)
}
