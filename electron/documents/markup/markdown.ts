import { Marked, type Tokens } from 'marked'
import { DocumentError, type DocumentNote, type SourceDocument } from '../../shared/document/types'
import { toDocument } from '../blocks'
import { lineFeeds } from '../text/text'
import { withoutFrontMatter } from './front_matter'
import { blocksOfHtml } from './html'
import { isElement } from './html_elements'
import type { HtmlOptions } from './html_reader'
import { definitionLists, footnotes, readableToken, subscript } from './markdown_extensions'

/** Markdown: what its reader would see, without the marks that make it. One page. */
export function readMarkdown(
  text: string,
  file: string,
  notes: DocumentNote[] = [],
  options: HtmlOptions = {},
): SourceDocument {
  const page = blocksOfMarkdown(withoutFrontMatter(lineFeeds(text)), file, options)
  return toDocument(page.blocks, file, 'markdown', 1, [...notes, ...page.notes])
}

/** What a piece of Markdown shows; throws DocumentError for one of `file` that is too deep. */
export function blocksOfMarkdown(
  text: string,
  file: string,
  options: HtmlOptions = {},
): ReturnType<typeof blocksOfHtml> {
  refuseDepth(text, file)
  return blocksOfHtml(htmlOf(text), options)
}

/** Quotes and lists inside each other: some thousands are more than the stack holds. */
const DEEPEST = 200
const DEEPER = new RegExp(`^(?![-* \\t]+$)(?:[ \\t]*(?:>|[-*+][ \\t]|\\d{1,9}[.)][ \\t])){${DEEPEST + 1}}`, 'm')

function refuseDepth(text: string, file: string): void {
  if (!DEEPER.test(text)) return
  const what = `"${file}" holds more than ${DEEPEST} quotes or lists inside each other`
  throw new DocumentError('unsupported', `${what}: take some of their marks out, or name it ".txt".`)
}

function htmlOf(text: string): string {
  const labels = new Set([...text.matchAll(/^ {0,3}\[\^([^\]\s]+)\]:/gm)].map((match) => match[1]!))
  const marked = new Marked({
    extensions: [...footnotes(labels), ...definitionLists],
    tokenizer: {
      emStrong: (src, _, before) => (isBetweenDigits(src, before) ? undefined : false),
      del: (src, _, before) => (isBetweenDigits(src, before) ? undefined : (subscript(src, before) ?? false)),
    },
    walkTokens: readableToken,
    renderer: {
      html: ({ text: html }) => html.replace(TAG, (tag, name) => shownTag(tag, name, text)),
      def: (token) => shownDefinition(text, token),
    },
  })
  return marked.parse(text, { async: false })
}

/** "6*4*2", "2~3 days and 4~5 nights": signs between digits belong to what is said, and are no marks of Markdown. */
const isBetweenDigits = (src: string, before = ''): boolean => /\d$/.test(before) && /^[*~]\d/.test(src)

const TAG = /<\/?([a-z][\w:-]*)[^<>]*>/gi

/** "git checkout <branch>": what is no element of HTML is meant to be read, and so is "<your-name>" that nothing closes. */
function shownTag(tag: string, name: string, text: string): string {
  const isMeant = isElement(name.toLowerCase()) && (!name.includes('-') || text.includes(`</${name}`))
  return isMeant ? tag : escaped(tag)
}

/** "[Price]: 80" is a link's address to Markdown, which shows none; what is no address, and no link asks for, is text. */
function shownDefinition(text: string, { tag, href, raw }: Tokens.Def): string {
  const isUsed = [...text.toLowerCase().matchAll(/\[([^[\]]+)\](?!:)/g)].some(([, label]) => label === tag)
  const isRemark = /^(?:comment|\/\/)$/i.test(tag)
  return isUsed || isRemark || /[/.#@:<]/.test(href) ? '' : `<p>${escaped(raw)}</p>\n`
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
