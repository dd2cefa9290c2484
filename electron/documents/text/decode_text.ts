import { ENCODINGS } from '../../shared/document/encodings'
import { DocumentError, type DocumentNote } from '../../shared/document/types'
import { guessEncodings } from './encoding_guess'
import { decode, knownEncoding, latin1 } from './encodings'
import { wideEncoding } from './unicode_bytes'

export interface DecodedText {
  text: string
  /** What must be said of how it was decoded. */
  notes: DocumentNote[]
}

/**
 * The text of a file: in the encoding that was chosen; else Unicode where the bytes can be nothing else, or what the
 * text itself declares; else what it most likely is, and then a note says so. Western texts of old are Windows-1252,
 * which needs no word if nothing speaks against it.
 */
export function decodeText(data: Uint8Array, file: string, chosen?: string): DecodedText {
  if (chosen !== undefined) return { text: decode(data, chosenLabel(chosen, file)), notes: [] }
  const certain = wideEncoding(data) ?? (isUtf8(data) ? narrowUnicode(data) : declaredEncoding(data))
  if (certain !== undefined) return { text: decode(data, certain), notes: [] }
  return damagedUtf8(data) ?? guessed(data, file)
}

function chosenLabel(chosen: string, file: string): string {
  const label = knownEncoding(chosen)
  if (label !== undefined) return label
  const some = ['utf-8', 'windows-1252', 'windows-1251', 'gb18030', 'shift_jis']
  throw new DocumentError(
    'unsupported',
    `"${file}" can't be read in the encoding "${chosen}", which SparseLens doesn't know: choose one such as ${some.join(', ')}.`,
  )
}

export function isUtf8(data: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(data)
    return true
  } catch {
    return false
  }
}

/** ISO-2022-JP writes Japanese in ASCII's bytes, between escapes. */
const narrowUnicode = (data: Uint8Array): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape that changes to Japanese
  data.includes(0x1b) && /\x1b\$[@B]/.test(latin1(data, 0, data.length)) ? 'iso-2022-jp' : 'utf-8'

/** What a web page or an XML file says of itself. */
function declaredEncoding(data: Uint8Array): string | undefined {
  const head = latin1(data, 0, 2048)
  if (!/^\s*</.test(head)) return undefined
  const label = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w-]+)|<meta\b[^>]*\bcharset\s*=\s*["']?([\w-]+)/i.exec(head)
  const known = label ? knownEncoding(label[1] ?? label[2]!) : undefined
  return known?.startsWith('utf') ? undefined : known
}

/** UTF-8 of which some bytes are wrong, as where files were joined or cut. */
function damagedUtf8(data: Uint8Array): DecodedText | undefined {
  const text = decode(data, 'utf-8')
  const wrong = text.match(/\ufffd/g)!.length
  const right = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0
  if (right < 4 * wrong) return undefined
  const what = wrong === 1 ? 'One character is damaged and stands' : `${wrong} characters are damaged and stand`
  return { text, notes: [{ page: 1, kind: 'signs', text: `${what} as \ufffd in the text.` }] }
}

/** A text in which this part of the letters makes no sense is in none of the encodings. */
const NONSENSE = 0.4
/** Fewer characters than these beyond ASCII tell nothing, and spoil little. */
const FEW = 8
/** Western text fits its letters at least this well. */
const EVIDENT = 0.55
/** How much worse all that reads otherwise must be. */
const AHEAD = 0.05

function guessed(data: Uint8Array, file: string): DecodedText {
  const guesses = guessEncodings(data)
  const best = guesses[0]!
  const beyond = data.reduce((count, byte) => count + Number(byte > 0x7f), 0)
  if (isEbcdic(data) || (best.fit < NONSENSE && beyond >= FEW && beyond > data.length / 500)) {
    throw new DocumentError(
      'unsupported',
      `"${file}" is in an encoding that SparseLens doesn't know, or no text: save it as UTF-8 in the program that it comes from.`,
    )
  }
  const western = decode(data, 'windows-1252')
  const label = best.fit < NONSENSE || decode(data, best.label) === western ? 'windows-1252' : best.label
  const text = label === 'windows-1252' ? western : decode(data, label)
  const rival = guesses.find((guess) => guess.score > best.score - AHEAD && decode(data, guess.label) !== text)
  if (label === 'windows-1252' && best.fit >= EVIDENT && rival === undefined) return { text, notes: [] }
  const language = label === 'windows-1252' ? 'Western European' : best.language
  return {
    text,
    notes: [
      {
        page: 1,
        kind: 'encoding',
        text: `The text was read as ${language} (${nameOf(label)}), which is a guess: if it makes no sense, choose another encoding.`,
      },
    ],
  }
}

/** Mainframes' texts: their blank is ASCII's "@", and what is ASCII's blank hardly occurs. */
function isEbcdic(data: Uint8Array): boolean {
  const count = (byte: number) => data.reduce((sum, one) => sum + Number(one === byte), 0)
  return count(0x40) > data.length / 20 && count(0x20) < data.length / 200
}

/** "Cyrillic (KOI8-R)" without what it is for. */
const nameOf = (label: string): string =>
  /\((.+)\)$/.exec(ENCODINGS.find((encoding) => encoding.label === label)?.name ?? '')?.[1] ?? label
