/** Tells web pages from texts, whatever their names are. */

export const isMarkdown = (file: string): boolean => /\.(?:md|markdown)$/i.test(file)

/** Behind what may stand before it: an XML declaration, comments, scripts of the server. */
const BEFORE = /^\ufeff?(?:\s|<\?.*?\?>|<!--.*?-->)*/s

const ELEMENT =
  /^<(html|head|body|title|meta|link|style|script|div|p|table|h[1-6]|ul|ol|dl|section|article|main|header|nav|center|font|form|span|blockquote|pre|br|hr|img|a|b|i)\b[^<>]*>/i

/**
 * A text that begins as web pages do, and goes on as one: one that only tells of them has words behind the first tag.
 * A part of a page, which lacks the first tags, is told by the tags that it consists of; Markdown may hold those.
 */
export function isWebPage(text: string, file: string): boolean {
  const start = text.slice(BEFORE.exec(text)![0].length)
  const behindDoctype = start.replace(/^<!doctype\s+(?:html|svg:?html)\b[^>]*>/i, '')
  const page = behindDoctype.slice(BEFORE.exec(behindDoctype)![0].length)
  if (page.length < start.length && ELEMENT.test(page)) return true
  const first = ELEMENT.exec(page)?.[1]?.toLowerCase()
  if (/\.x?html?$/i.test(file)) return /<[a-z][a-z0-9]*\b[^<>]*>/i.test(text)
  if (first === undefined) return false
  if (/^(?:html|head|body)$/.test(first)) return isWhole(page)
  return !isMarkdown(file) && /<\/[a-z][a-z0-9]*>\s*(?:<!--.*?-->\s*)*$/is.test(page) && isTagged(page)
}

/** Tags behind the first one, or its end at the end. */
const isWhole = (page: string): boolean => {
  const rest = page.replace(/^<[^<>]*>/, '')
  return ELEMENT.test(rest.slice(BEFORE.exec(rest)![0].length)) || /<\/(?:html|body|head|p|div|table)>/i.test(rest)
}

/** At least a tag for every five hundred characters, and most of them closed. */
function isTagged(page: string): boolean {
  const tags = page.match(/<[a-z][a-z0-9]*\b[^<>]*>/gi)?.length ?? 0
  const ends = page.match(/<\/[a-z][a-z0-9]*>/gi)?.length ?? 0
  return tags > page.length / 500 && ends >= tags * 0.4
}
