/** Characters of an excerpt: 900 to 1,800 tokens. */
const LEAST = 3600
const MOST = 6000

// links, captions and editors' remarks that break the run of a text
const JUNK = /^(→|https?:|Table of Contents|Figure \d|Listing \d|\[\d+\])/

/** The paragraphs from the one that begins with `start`, as many as make a readable piece. */
export function excerpt(paragraphs: readonly string[], start: string): string[] {
  const first = paragraphs.findIndex((paragraph) => paragraph.startsWith(start))
  if (first < 0) throw new Error(`no paragraph begins with "${start}"`)
  const taken: string[] = []
  let length = 0
  for (const paragraph of paragraphs.slice(first)) {
    if (JUNK.test(paragraph)) continue
    const cleaned = paragraph.replace(/\s*\[\d+\]/g, '')
    if (length + cleaned.length > MOST) break
    taken.push(cleaned)
    length += cleaned.length
  }
  // a heading says nothing without what comes after it
  while (taken.length && !isProse(taken.at(-1)!)) taken.pop()
  if (length < LEAST) throw new Error(`only ${length} characters follow "${start}"`)
  return taken
}

/** Whole sentences, not a heading, a list item or a line that introduces something. */
export const isProse = (paragraph: string) =>
  paragraph.length > 120 && /[.!?]["'”’)]?$/.test(paragraph) && !paragraph.startsWith('- ')
