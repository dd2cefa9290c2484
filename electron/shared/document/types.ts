/** What a document is to the rest of SparseLens, whatever file it came from. */

/** A rectangle on an unrotated page in PDF points (1/72 inch); the origin is the page's top left corner. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Text drawn in one place: `text.slice(start, end)` of the document stands in `box` on `page` (1-based). */
export interface TextRun {
  start: number
  end: number
  page: number
  box: Box
  /** Which way it runs, in degrees counter-clockwise, if not along the unrotated page's lines: 90 runs upwards. */
  direction?: 90 | 180 | 270
  /** How sure text recognition is of this word, in percent; undefined of text that the file itself holds. */
  confidence?: number
}

export interface Page {
  /** 1-based physical number. */
  number: number
  /** The number printed on it, if the file says one and it differs; the name of a part that is no page. */
  label?: string
  /** What it is instead of a page. */
  part?: PagePart
  /** Unrotated, in points. */
  width: number
  height: number
  /** How the file wants the page turned when it is shown, in degrees clockwise, if it does. */
  rotation?: 90 | 180 | 270
  /** The page's characters are `text.slice(start, end)`; empty for a page without text. */
  start: number
  end: number
  /** True for a page that shows something but holds no text that can be read: a scan, a drawing, garbled fonts. */
  imageOnly: boolean
}

/** What files without pages are cited by: what stands under a heading, a slide, a sheet, an e-book's chapter, a mail. */
export const PAGE_PARTS = ['section', 'slide', 'sheet', 'chapter', 'mail'] as const
export type PagePart = (typeof PAGE_PARTS)[number]

export type SentenceKind = 'heading' | 'item' | 'prose'

/** What a document is read as. A new one: electron/documents/README.md. */
export const DOCUMENT_KINDS = [
  'pdf',
  'text',
  'markdown',
  'docx',
  'odt',
  'rtf',
  'epub',
  'csv',
  'xlsx',
  'pptx',
  'ods',
  'odp',
  'mail',
  'png',
  'jpeg',
  'tiff',
  /** Several documents of the library that are asked together. */
  'collection',
] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** Pictures: their text is recognized, and they are shown as the pages of a PDF that is made of them. */
export const PICTURE_KINDS = ['png', 'jpeg', 'tiff'] as const satisfies readonly DocumentKind[]
export type PictureKind = (typeof PICTURE_KINDS)[number]

export const isPicture = (kind: DocumentKind): kind is PictureKind =>
  (PICTURE_KINDS as readonly string[]).includes(kind)

/** Whether a document has pages of its own to be shown, not only text. */
export const hasPages = (kind: DocumentKind): boolean => kind === 'pdf' || isPicture(kind)

/** A unit of the text that evidence can point to: characters [start, end), beginning on `page` (1-based). */
export interface Sentence {
  start: number
  end: number
  page: number
  kind: SentenceKind
}

/** A heading: level 1 is the highest. A section runs from one heading to the next. */
export interface Heading {
  start: number
  end: number
  level: number
}

/**
 * What a reader must be told of how a document was read:
 * hidden: text that the page doesn't show, left out; struck: words struck out, marked; changes: tracked ones; twice: a second copy, left out;
 * signs: characters that can't be told; comment: what somebody noted on the page; encoding: how a text was decoded;
 * attached: files inside that were not read; apart: heads and feet of pages, kept out of the text; unread: pictures,
 * programs and whatever else is no text; recognized: text that was recognized in pictures.
 */
export const NOTE_KINDS = [
  'hidden',
  'struck',
  'changes',
  'twice',
  'signs',
  'comment',
  'encoding',
  'attached',
  'apart',
  'unread',
  'recognized',
] as const
export type NoteKind = (typeof NOTE_KINDS)[number]

export interface DocumentNote {
  /** 1-based; 1 for what is said of the whole file. */
  page: number
  kind: NoteKind
  /** One sentence for people, without the page's number: "41 lines under a figure can't be seen and were not read." */
  text: string
}

/** How a file is read otherwise than usual. */
export interface ReadAs {
  /** Reads text that the page doesn't show too, marked as such. */
  hidden?: boolean
  /** A text file's, as a WHATWG label such as "windows-1251", instead of what it looks like. */
  encoding?: string
  /** Tracked changes as if all were accepted, instead of as they stand. */
  accepted?: boolean
  /** Languages that text in pictures is recognized in, such as "deu+eng", instead of the usual ones; "off": it isn't. */
  ocr?: string
}

/** A document in a collection. */
export interface Member {
  /** Its file's name; no two of a collection are called the same. */
  file: string
  kind: DocumentKind
  /** Its characters [start, end) of the collection's text. */
  start: number
  end: number
  /** Number of its first page in the collection, and how many it has. */
  firstPage: number
  pages: number
  /** The library's document, if it is in one. */
  id?: string
}

export interface SourceDocument {
  /** Name of the file without its folder. */
  file: string
  kind: DocumentKind
  title?: string
  /**
   * What the model reads: whitespace collapsed inside paragraphs, an empty line between them; a line of code begins with
   * the blanks it has. UTF-16.
   */
  text: string
  pages: Page[]
  /** In order of `start`, disjoint. Empty for files without pages. */
  runs: TextRun[]
  /** In order, disjoint; together they hold every character that is not white space. */
  sentences: Sentence[]
  headings: Heading[]
  /** In order of pages. */
  notes: DocumentNote[]
  /** Absent of one that was read as usual. */
  readAs?: ReadAs
  /** Of a collection: what it is made of, in order. Its pages are numbered on from one to the next. */
  members?: Member[]
}

export const DOCUMENT_ERRORS = [
  'not-found',
  'not-a-file',
  'unreadable',
  'encrypted',
  'wrong-password',
  'damaged',
  'empty',
  'scanned',
  'unsupported',
  'cancelled',
] as const
export type DocumentErrorCode = (typeof DOCUMENT_ERRORS)[number]

/** A document that can't be read. `message` is one sentence for people: what is wrong and what to do. */
export class DocumentError extends Error {
  constructor(
    readonly code: DocumentErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'DocumentError'
  }
}

export interface ReadOptions extends ReadAs {
  /** Asked when the file is encrypted; undefined gives up. `retry` is true after a wrong password. */
  password?: (retry: boolean) => Promise<string | undefined>
  onProgress?: (pagesDone: number, pages: number) => void
  /** Pages whose text is recognized: the how manieth of how many is begun. */
  onRecognize?: (page: number, pages: number) => void
  /** How text in pictures is usually recognized. */
  scans?: ScanOptions
  signal?: AbortSignal
}

export interface ScanOptions {
  /** As ReadAs.ocr; absent: English. */
  languages?: string
  /** Where data of languages lies that did not come with SparseLens. */
  folder?: string
}

/** A text as the model's tokenizer cuts it. */
export interface Tokens {
  ids: Int32Array
  /** Byte offsets into the UTF-8 text: token i is bytes [offsets[i], offsets[i + 1]). Length: ids + 1. */
  offsets: Uint32Array
}
