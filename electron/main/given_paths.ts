import { z } from 'zod'

const PathsSchema = z.array(z.string().min(1))
const NamingSchema = z.object({ paths: PathsSchema })

/**
 * Where files lie that the user dropped or picked, as the preload says: the page can name no others, whatever came to run
 * in it.
 */
export class GivenPaths {
  private readonly all = new Set<string>()

  /** What the preload tells; files without a place have an empty one. */
  add(paths: unknown): void {
    const told = z.array(z.string()).safeParse(paths)
    if (told.success) for (const path of told.data) if (path !== '') this.all.add(path)
  }

  /** Whether all that a call's input names was given. */
  have(input: unknown): boolean {
    const naming = NamingSchema.safeParse(input)
    return !naming.success || naming.data.paths.every((path) => this.all.has(path))
  }
}
