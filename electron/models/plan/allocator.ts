/** `bytes` rounded up to a multiple. */
export const aligned = (bytes: number, to: number): number => Math.ceil(bytes / to) * to

interface Gap {
  offset: number
  size: number
}

/**
 * A growing range of memory whose pieces are given out and taken back: the smallest gap that is large enough is used
 * first, the open end only if none is. `end` is how far it ever reached.
 */
export class Arena {
  end = 0
  private gaps: Gap[] = [{ offset: 0, size: Number.MAX_SAFE_INTEGER }]

  constructor(private readonly alignment: number) {}

  take(bytes: number): number {
    const size = aligned(bytes, this.alignment)
    const open = this.gaps.length - 1
    let best = open
    for (let i = 0; i < open; i++) {
      const gap = this.gaps[i]!
      if (gap.size >= size && (best === open || gap.size <= this.gaps[best]!.size)) best = i
    }
    const gap = this.gaps[best]!
    const { offset } = gap
    gap.offset += size
    gap.size -= size
    if (gap.size === 0) this.gaps.splice(best, 1)
    this.end = Math.max(this.end, offset + size)
    return offset
  }

  give(offset: number, bytes: number): void {
    const size = aligned(bytes, this.alignment)
    if (size === 0) return
    const at = this.gaps.findIndex((gap) => gap.offset > offset)
    const next = this.gaps[at]
    const before = this.gaps[(at < 0 ? this.gaps.length : at) - 1]
    const joinsNext = next?.offset === offset + size
    const joinsBefore = before && before.offset + before.size === offset
    if (joinsBefore && joinsNext) {
      before.size += size + next.size
      this.gaps.splice(at, 1)
    } else if (joinsBefore) before.size += size
    else if (joinsNext) {
      next.offset = offset
      next.size += size
    } else this.gaps.splice(at, 0, { offset, size })
  }
}
