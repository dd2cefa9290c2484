import { format, isDateFormat } from 'numfmt'
import { collapseSpace, saneText } from '../../../shared/document/characters'
import { child, elements, type Xml } from '../../packed/xml'

/** Formats that a workbook names by number alone; dates in the order that all read alike. */
const BUILT_IN: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  // amounts in the money of wherever one is
  5: '#,##0',
  6: '#,##0',
  7: '#,##0.00',
  8: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy-mm-dd',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
  37: '#,##0;(#,##0)',
  38: '#,##0;(#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;(#,##0.00)',
  41: '#,##0',
  42: '#,##0',
  43: '#,##0.00',
  44: '#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
  ...Object.fromEntries([27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'yyyy-mm-dd'])),
  ...Object.fromEntries([32, 33, 34, 35, 55, 56].map((id) => [id, 'h:mm:ss'])),
}

/** Days between the two beginnings of time that workbooks count from. */
const DAYS_FROM_1900_TO_1904 = 1462

/** How the numbers of a workbook look. */
export class NumberFormats {
  private readonly patterns: string[]

  constructor(
    styles: Xml | undefined,
    private readonly from1904: boolean,
  ) {
    const own = new Map(
      elements(child(styles, 'numFmts'), 'numFmt').map(({ attributes: { numFmtId, formatCode } }) => [
        Number(numFmtId),
        formatCode ?? '',
      ]),
    )
    this.patterns = elements(child(styles, 'cellXfs'), 'xf').map(({ attributes: { numFmtId } }) => {
      const id = Number(numFmtId ?? 0)
      return own.get(id) ?? BUILT_IN[id] ?? 'General'
    })
  }

  /** Words as their cell shows them: a format may show others beside them, or none. */
  shownWords(words: string, style: string | undefined): string {
    const pattern = this.patterns[Number(style ?? 0)] ?? 'General'
    if (!pattern.includes(';') && !/[^@]@|@[^@]/.test(pattern)) return words
    try {
      return collapseSpace(saneText(format(pattern, words)))
    } catch {
      return words
    }
  }

  /** A number as its cell shows it. */
  shown(value: string, style: string | undefined): string {
    const number = Number(value)
    if (value === '' || !Number.isFinite(number)) return value
    const pattern = this.patterns[Number(style ?? 0)] ?? 'General'
    // Excel cuts these to fit; their figures are those of accounts and articles
    if (/^general$/i.test(pattern) && Number.isSafeInteger(number)) return String(number)
    try {
      const shift = this.from1904 && isDateFormat(pattern) ? DAYS_FROM_1900_TO_1904 : 0
      return collapseSpace(saneText(format(pattern, number + shift)))
    } catch {
      return value // a pattern that nobody understands
    }
  }
}
