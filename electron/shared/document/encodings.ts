export interface Encoding {
  /** As the WHATWG names it. */
  label: string
  /** What is written in it, for people to choose by. */
  name: string
}

/** What to offer people whose text was read in the wrong one. */
export const ENCODINGS: readonly Encoding[] = [
  { label: 'utf-8', name: 'Unicode (UTF-8)' },
  { label: 'utf-16le', name: 'Unicode (UTF-16 LE)' },
  { label: 'utf-16be', name: 'Unicode (UTF-16 BE)' },
  { label: 'windows-1252', name: 'Western European (windows-1252)' },
  { label: 'iso-8859-15', name: 'Western European (ISO-8859-15)' },
  { label: 'macintosh', name: 'Western European (Macintosh)' },
  { label: 'windows-1250', name: 'Central European (windows-1250)' },
  { label: 'iso-8859-2', name: 'Central European (ISO-8859-2)' },
  { label: 'windows-1257', name: 'Baltic (windows-1257)' },
  { label: 'iso-8859-13', name: 'Baltic (ISO-8859-13)' },
  { label: 'windows-1251', name: 'Cyrillic (windows-1251)' },
  { label: 'koi8-r', name: 'Cyrillic (KOI8-R)' },
  { label: 'koi8-u', name: 'Cyrillic (KOI8-U)' },
  { label: 'iso-8859-5', name: 'Cyrillic (ISO-8859-5)' },
  { label: 'ibm866', name: 'Cyrillic (DOS)' },
  { label: 'x-mac-cyrillic', name: 'Cyrillic (Macintosh)' },
  { label: 'windows-1253', name: 'Greek (windows-1253)' },
  { label: 'iso-8859-7', name: 'Greek (ISO-8859-7)' },
  { label: 'windows-1254', name: 'Turkish (windows-1254)' },
  { label: 'windows-1255', name: 'Hebrew (windows-1255)' },
  { label: 'iso-8859-8', name: 'Hebrew (ISO-8859-8)' },
  { label: 'windows-1256', name: 'Arabic (windows-1256)' },
  { label: 'iso-8859-6', name: 'Arabic (ISO-8859-6)' },
  { label: 'windows-874', name: 'Thai (windows-874)' },
  { label: 'windows-1258', name: 'Vietnamese (windows-1258)' },
  { label: 'gb18030', name: 'Chinese, simplified (GB18030)' },
  { label: 'big5', name: 'Chinese, traditional (Big5)' },
  { label: 'shift_jis', name: 'Japanese (Shift_JIS)' },
  { label: 'euc-jp', name: 'Japanese (EUC-JP)' },
  { label: 'iso-2022-jp', name: 'Japanese (ISO-2022-JP)' },
  { label: 'euc-kr', name: 'Korean (EUC-KR)' },
]
