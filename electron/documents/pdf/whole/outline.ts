import type { PDFDocumentProxy } from 'pdfjs-dist'
import { answered } from '../answered'

/** A line of the file's own table of contents. */
export interface OutlineEntry {
  title: string
  /** 1 is the highest. */
  level: number
  /** 1-based page it leads to, if that could be found out. */
  page?: number
}

/** Reading more entries than this costs more than their levels are worth. */
const MOST_ENTRIES = 1500

interface Node {
  title: string
  dest: string | unknown[] | null
  items?: Node[]
}

/** The outline as a flat list; empty for files without one, or with a broken one. */
export async function readOutline(pdf: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = []
  const visit = async (nodes: Node[], level: number): Promise<void> => {
    for (const node of nodes) {
      if (entries.length >= MOST_ENTRIES) return
      entries.push({ title: node.title, level, page: await pageOf(pdf, node.dest) })
      await visit(node.items ?? [], level + 1)
    }
  }
  try {
    await visit(((await answered(pdf.getOutline())) ?? []) as Node[], 1)
  } catch {
    // A broken outline is no reason not to read the text.
  }
  return entries
}

async function pageOf(pdf: PDFDocumentProxy, dest: Node['dest']): Promise<number | undefined> {
  try {
    const target = typeof dest === 'string' ? await pdf.getDestination(dest) : dest
    const page = target?.[0]
    if (typeof page === 'number') return page + 1
    if (page && typeof page === 'object') return (await pdf.getPageIndex(page as { num: number; gen: number })) + 1
  } catch {
    // The entry leads nowhere; its words can still be compared.
  }
  return undefined
}
