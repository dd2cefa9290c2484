import { knownEncoding } from '../text/encodings'

/** Encodings that Rich Text names by numbers of its own. */

/** Windows' numbers of fonts' character sets. */
const CHARSETS: Record<number, number> = {
  0: 1252,
  77: 10_000,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
}

const PAGES: Record<number, string> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  65001: 'utf-8',
}

/** The encoding of a Windows code page; Western where nobody knows it. */
export const encodingOfPage = (page: number): string =>
  PAGES[page] ?? knownEncoding(`windows-${page}`) ?? 'windows-1252'

export const pageOfCharset = (charset: number): number | undefined => CHARSETS[charset]
