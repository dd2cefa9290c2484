/** Whether what belongs to a group of optional content (a layer) is shown. */
export type IsShown = (group: unknown) => boolean

/** What the file says that a stretch of what it draws means: one object for all of the stretch. */
export interface Said {
  text: string
  /** It may be a description, which needn't agree with what is drawn. */
  mayDescribe?: boolean
}

/** What the file's own bytes say of a stretch of marked content: pdf.js hands over no more than what is written in place. */
export interface Told {
  /** What it means. */
  actual?: string
  /** The number that a tagged PDF gives it. */
  mark?: number
}

interface Content {
  shown: boolean
  mark?: number
  said?: Said
}

/** Marked content that is open: layers, which may be off, content that a tagged PDF numbers, what is said to mean something. */
export class Contents {
  private readonly open: Content[] = []
  private off = 0
  private count = 0

  /** `told`: of content by the place in which it begins, layers not counted. */
  constructor(
    private readonly isShown: IsShown,
    private readonly told: readonly Told[],
  ) {}

  get isOff(): boolean {
    return this.off > 0
  }

  get mark(): number | undefined {
    return this.open.at(-1)?.mark
  }

  get said(): Said | undefined {
    return this.open.at(-1)?.said
  }

  begin(tag: unknown, group?: unknown): void {
    const isLayer = tag === 'OC'
    const around = this.open.at(-1)
    const { actual: text, mark } = (isLayer ? undefined : this.told[this.count++]) ?? {}
    const shown = !isLayer || this.isShown(group)
    // What is said of all is said of its parts.
    const said = around?.said ?? (text === undefined ? undefined : { text })
    this.open.push({ shown, mark: typeof group === 'number' ? group : (mark ?? around?.mark), said })
    if (!shown) this.off++
  }

  end(): void {
    if (this.open.pop()?.shown === false) this.off--
  }
}
