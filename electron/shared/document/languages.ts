/** Languages of text recognition, by the codes of Tesseract's data: "eng", "chi_sim", several as "deu+eng". */

/** In place of languages: nothing is recognized. */
export const OCR_OFF = 'off'

/** What comes with every install. */
export const USUAL_LANGUAGES = 'eng'

const CODE = /^[A-Za-z]{3}(?:_[A-Za-z0-9]{1,16}){0,3}$/
/** Each more makes recognition slower. */
const MOST = 5

export const isLanguageCode = (code: string): boolean => CODE.test(code)

/** The codes of "deu+eng", each once; undefined if it says no such thing. */
export function languageCodes(languages: string): string[] | undefined {
  const codes = [...new Set(languages.split('+').map((code) => code.trim()))]
  return codes.length <= MOST && codes.every(isLanguageCode) ? codes : undefined
}

/** "German and English" */
export function languageNames(languages: string): string {
  const names = languages.split('+').map(languageName)
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0]!
}

/** "German", "Chinese (sim)"; the code itself where it has no name. */
export function languageName(code: string): string {
  const [language, ...kinds] = code.split('_')
  let name: string | undefined
  try {
    name = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(SPECIAL[language!] ?? language!)
  } catch {
    // no code of a language
  }
  if (name === undefined) return code
  return kinds.length > 0 ? `${name} (${kinds.join(', ')})` : name
}

/** Codes of Tesseract's that stand for something else, or nothing, elsewhere. */
const SPECIAL: Record<string, string> = { chi: 'zh', frk: 'de-Latf', equ: '' }
