import { marked, type Token, type Tokens } from 'marked'
import { collapseSpace } from '../shared/document/characters'
import type { SentenceKind, SourceDocument } from '../shared/document/types'
import { type TextBlock, toDocument } from './blocks'
import { lineFeeds } from './text'

/** Markdown: what its reader would see, without the marks that make it. One page. */
export function readMarkdown(text: string, file: string): SourceDocument {
  const blocks = blocksOf(marked.lexer(withoutFrontMatter(lineFeeds(text))), '')
  return toDocument(blocks, file, 'markdown', 1)
}

const withoutFrontMatter = (text: string): string => text.replace(/^---\n[\s\S]*?\n---\n/, '')

const block = (text: string, kind: SentenceKind, level?: number): TextBlock => ({
  text: collapseSpace(text),
  kind,
  level,
  page: 1,
})

/** `marker` is what the first paragraph of a list item begins with: a bullet or its number. */
function blocksOf(tokens: Token[], marker: string): TextBlock[] {
  const kind = marker === '' ? 'prose' : 'item'
  const blocks: TextBlock[] = []
  for (const token of tokens) blocks.push(...blocksOfToken(token, blocks.length === 0 ? marker : '', kind))
  return blocks
}

function blocksOfToken(token: Token, marker: string, kind: SentenceKind): TextBlock[] {
  switch (token.type) {
    case 'heading':
      return [block(plain(token.tokens), 'heading', (token as Tokens.Heading).depth)]
    case 'paragraph':
    case 'text':
      return [block(marker + plain(token.tokens ?? [token]), kind)]
    case 'list':
      return itemsOf(token as Tokens.List)
    case 'blockquote':
      return blocksOf(token.tokens ?? [], marker)
    case 'table':
      return rowsOf(token as Tokens.Table)
    case 'code':
      // A program's lines each mean something: they are not run together.
      return (token as Tokens.Code).text.split('\n').map((line) => block(line, 'item'))
    case 'html':
      return [block(marker + withoutTags((token as Tokens.HTML).text), kind)]
    default:
      return []
  }
}

function itemsOf(list: Tokens.List): TextBlock[] {
  const first = typeof list.start === 'number' ? list.start : 1
  return list.items.flatMap((item, i) => blocksOf(item.tokens, list.ordered ? `${first + i}. ` : '• '))
}

function rowsOf(table: Tokens.Table): TextBlock[] {
  const row = (cells: Tokens.TableCell[]) => block(cells.map((cell) => plain(cell.tokens)).join(' | '), 'item')
  return [row(table.header), ...table.rows.map(row)]
}

/** The words of inline tokens: links by their text, images by their description. */
function plain(tokens: Token[] | undefined): string {
  return (tokens ?? []).map(plainToken).join('')
}

function plainToken(token: Token): string {
  switch (token.type) {
    case 'br':
      return ' '
    case 'html':
      return withoutTags(token.raw)
    case 'codespan':
    case 'image':
      return unescaped((token as Tokens.Codespan | Tokens.Image).text)
    case 'checkbox':
      return ''
    default:
      return 'tokens' in token && token.tokens
        ? plain(token.tokens)
        : unescaped('text' in token ? token.text : token.raw)
  }
}

const withoutTags = (html: string): string => unescaped(html.replace(/<!--[\s\S]*?-->|<\/?[a-zA-Z][^>]*>/g, ' '))

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  copy: '©',
}

/** The characters that HTML entities stand for; unknown ones stay as they are. */
function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : whole
  })
}
