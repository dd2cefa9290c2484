import { DocumentError } from '../../shared/document/types'
import { throwIfCancelled } from '../cancelled'
import { UnseenSigns } from '../unseen_signs'

/** How much a file may be once it is unpacked. A file of a kilobyte can unpack to terabytes. */
export interface Limits {
  /** Files in an archive. */
  entries: number
  /** Bytes of all files in an archive that are read, unpacked. */
  bytes: number
  /** Times that a file in an archive may grow, if it is larger than `bytesOfAnyRatio`. */
  ratio: number
  bytesOfAnyRatio: number
  /** Elements inside each other. */
  depth: number
  /** Elements that are held at once: of a paragraph, a row, a slide. */
  elements: number
  /** Filled cells of a workbook. */
  cells: number
  /** Characters of the text that is read. */
  characters: number
  milliseconds: number
}

const MB = 1 << 20

export const LIMITS: Limits = {
  entries: 20_000,
  bytes: 256 * MB,
  ratio: 250,
  bytesOfAnyRatio: 16 * MB,
  depth: 500,
  elements: 1_000_000,
  cells: 3_000_000,
  characters: 20_000_000,
  milliseconds: 25_000,
}

/** How many elements and paragraphs go by between two looks at the clock. */
const SELDOM = 4096

/** Watches over the reading of one file: throws a DocumentError as soon as it goes beyond a limit, or was cancelled. */
export class Guard {
  private bytes = 0
  private cells = 0
  private characters = 0
  private steps = 0
  private readonly end: number

  constructor(
    readonly file: string,
    readonly limits: Limits = LIMITS,
    private readonly signal?: AbortSignal,
    /** What the file's text goes through as it is unpacked. */
    readonly signs = new UnseenSigns(),
  ) {
    this.end = performance.now() + limits.milliseconds
  }

  checkEntries(count: number): void {
    if (count > this.limits.entries) throw this.refusal(`holds more than ${counted(this.limits.entries)} files`)
  }

  /** Of a file of an archive, before its next bytes are used: how many it had `packed`, and `unpacked` until now. */
  unpack(bytes: number, packed: number, unpacked: number): void {
    this.bytes += bytes
    const { bytes: most, ratio, bytesOfAnyRatio } = this.limits
    if (this.bytes > most) throw this.refusal(`unpacks to more than ${counted(Math.floor(most / MB))} MB`)
    if (unpacked > bytesOfAnyRatio && unpacked > packed * ratio) {
      throw this.refusal(`holds a part that grows more than ${counted(ratio)} times when it is unpacked`)
    }
    this.checkTime()
  }

  /** An element inside `depth` others, of a tree that holds `elements` until now. */
  element(depth: number, elements: number): void {
    if (depth > this.limits.depth) throw this.refusal(`is nested more than ${counted(this.limits.depth)} times`)
    if (elements > this.limits.elements) {
      throw this.refusal(`holds a part of more than ${counted(this.limits.elements)} elements`)
    }
    this.step()
  }

  cell(): void {
    if (++this.cells > this.limits.cells) throw this.refusal(`holds more than ${counted(this.limits.cells)} cells`)
  }

  /** Text that was read. */
  text(characters: number): void {
    this.characters += characters
    this.step()
    if (this.characters > this.limits.characters) {
      throw this.refusal(`holds more than ${counted(this.limits.characters)} characters of text`)
    }
  }

  private step(): void {
    if (++this.steps % SELDOM === 0) this.checkTime()
  }

  checkTime(): void {
    throwIfCancelled(this.signal, this.file)
    if (performance.now() > this.end) {
      throw this.refusal(`takes longer than ${counted(this.limits.milliseconds / 1000)} seconds to read`)
    }
  }

  /** `what` goes on from the file's name: "holds macros". */
  refusal(what: string): DocumentError {
    return new DocumentError(
      'unsupported',
      `"${this.file}" ${what}, which is too much to read: save what you need of it as a smaller file.`,
    )
  }

  damaged(cause?: unknown): DocumentError {
    return new DocumentError('damaged', `"${this.file}" is damaged and can't be read: get a new copy of it.`, { cause })
  }
}

const counted = (number: number): string => number.toLocaleString('en')
