import type { Objects } from './objects'
import type { Dict } from './values'

/** Pages above each other, at most. */
const HIGHEST = 30

/** What a page says for itself, or those above it in the tree of pages for it. */
export async function inherited(objects: Objects, page: Dict, key: string, depth = 0): Promise<Dict> {
  if (page.has(key) || depth > HIGHEST || !page.has('Parent')) return objects.dict(page.get(key))
  return inherited(objects, await objects.dict(page.get('Parent')), key, depth + 1)
}
