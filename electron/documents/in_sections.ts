import type { PageName, TextBlock } from './blocks'

/** Headings of lower levels are no places to cite. */
const DEEPEST = 3

/**
 * Gives the blocks of a file without pages the sections that they stand in: a section begins with each heading of the
 * three highest levels, unless that follows another heading at once. Changes the blocks' pages.
 */
export function inSections(blocks: TextBlock[]): PageName[] {
  const levels = [...new Set(blocks.flatMap(({ kind, level }) => (kind === 'heading' ? [level ?? 1] : [])))].sort()
  const lowest = levels[Math.min(DEEPEST, levels.length) - 1] ?? 0
  const sections: PageName[] = []
  let isAfterHeading = false
  for (const block of blocks) {
    const isStart = block.kind === 'heading' && (block.level ?? 1) <= lowest
    if (isStart && isAfterHeading) sections[sections.length - 1] = sectionOf(block)
    else if (isStart) sections.push(sectionOf(block))
    else if (sections.length === 0) sections.push({ part: 'section' })
    block.page = sections.length
    isAfterHeading = isStart
  }
  return sections.length > 1 ? sections : [{}]
}

const sectionOf = ({ text }: TextBlock): PageName => ({ part: 'section', label: text })
