import type { Element } from './html_tree'

/** What browsers make of the elements of a web page. */

const names = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** They begin and end a paragraph. */
export const BLOCKS = names(
  'address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p pre search section summary table tbody td tfoot th thead tr ul',
)

/** They show nothing of what they hold, or only to browsers that can't show the rest; or how it is pronounced. */
const UNSEEN = names(
  'annotation annotation-xml applet area audio base basefont bgsound canvas datalist defs desc embed frame frameset iframe link meta metadata noembed noframes noscript object param rp rt rtc script source style template title track video',
)

/** All others of HTML; in Markdown, what looks like another one is text. */
const INLINE = names(
  'a abbr acronym b bdi bdo big br cite code col colgroup data del dfn em font g head i img input ins kbd label map mark marquee math meter nobr option output path picture progress q rb ruby s samp select slot small span strike strong sub sup svg text textarea time tt u var wbr',
)

export const isElement = (name: string): boolean =>
  BLOCKS.has(name) || UNSEEN.has(name) || INLINE.has(name) || name.includes('-')

/** Whether a browser shows nothing of an element because of its kind. */
export const isUnseen = ({ name, attribs }: Element): boolean =>
  UNSEEN.has(name) || (name === 'dialog' && attribs.open === undefined)

export const isStruck = ({ name }: Element, declared: ReadonlyMap<string, string>): boolean =>
  name === 'del' ||
  name === 's' ||
  name === 'strike' ||
  /line-through/.test(declared.get('text-decoration-line') ?? declared.get('text-decoration') ?? '')

/** What a form's field shows. */
export function shownOfField({ attribs }: Element): string {
  const type = attribs.type?.toLowerCase() ?? 'text'
  if (type === 'checkbox' || type === 'radio') return attribs.checked === undefined ? '[ ] ' : '[x] '
  if (type === 'image') return attribs.alt ?? ''
  return type === 'hidden' || type === 'password' || type === 'file' ? '' : (attribs.value ?? '')
}

const TYPES: Record<string, string> = {
  'lower-alpha': 'a',
  'lower-latin': 'a',
  'upper-alpha': 'A',
  'upper-latin': 'A',
  'lower-roman': 'i',
  'upper-roman': 'I',
  none: 'none',
}

/** How the items of a list are counted, as its attribute names it. */
export function typeOfList({ attribs }: Element, declared: ReadonlyMap<string, string>): string | undefined {
  const style = declared.get('list-style-type') ?? declared.get('list-style')
  const named = style?.split(/\s+/).find((word) => TYPES[word] !== undefined)
  return named === undefined ? attribs.type : TYPES[named]
}

/** What an item of a list begins with; `number` counts from the list's start. */
export function listMark(list: Element, type: string | undefined, number: number): string {
  if (list.name !== 'ol') return '• '
  if (type === 'none') return ''
  if (type?.toLowerCase() === 'a' && number > 0 && number < 27)
    return `${inCase(type, String.fromCharCode(96 + number))}. `
  return `${type?.toLowerCase() === 'i' && number > 0 && number < 40 ? inCase(type, roman(number)) : number}. `
}

const inCase = (type: string, text: string): string => (type === type.toUpperCase() ? text.toUpperCase() : text)

const roman = (number: number): string =>
  'x'.repeat(Math.floor(number / 10)) + ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'][number % 10]!
