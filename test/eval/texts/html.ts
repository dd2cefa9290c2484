import { Parser } from 'htmlparser2'
import { oneLine } from '../../../electron/shared/document/one_line'

const BLOCKS = new Set(
  'article aside blockquote body br dd div dl dt figcaption h1 h2 h3 h4 h5 h6 li ol p section ul'.split(' '),
)
// what is not running text: code and tables would make excerpts that aren't prose; dl holds footnotes and glossaries
const SKIPPED = new Set('aside dl footer form head header nav noscript pre script style svg table'.split(' '))

/** A page's paragraphs in reading order: headings, list items ("- ...") and prose, white space collapsed. */
export function paragraphsOfHtml(html: string): string[] {
  const paragraphs: string[] = []
  const open: boolean[] = [] // for every open element: is its text left out?
  let text = ''
  let item = false
  const end = () => {
    const collapsed = oneLine(text)
    if (/[A-Za-z]/.test(collapsed)) paragraphs.push(item ? `- ${collapsed}` : collapsed)
    text = ''
    item = false
  }
  const parser = new Parser({
    onopentag(name, attributes) {
      const anchor = name === 'a' && /headerlink|anchor/.test(attributes.class ?? '')
      open.push(open.at(-1) || anchor || SKIPPED.has(name))
      if (!BLOCKS.has(name)) return
      end()
      item = name === 'li'
    },
    ontext(data) {
      if (!open.at(-1)) text += data
    },
    onclosetag(name) {
      open.pop()
      if (BLOCKS.has(name)) end()
    },
  })
  parser.end(html)
  return paragraphs
}
