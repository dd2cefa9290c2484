import type { TextBlock } from '../blocks'

/** Calendars (.ics) and address cards (.vcf): a field a line, long ones broken anywhere. */

export const isCards = (text: string): boolean => /^\ufeff?\s*BEGIN:(?:VCALENDAR|VCARD)\s*\n/i.test(text)

export const cardBlocks = (text: string, page: number): TextBlock[] =>
  text
    .replace(/\n[ \t]/g, '')
    .split('\n')
    .map((line) => ({
      text: line
        .replace(/\\[nN]/g, ' ')
        .replace(/\\([,;\\])/g, '$1')
        .trim(),
      kind: 'item',
      page,
    }))
