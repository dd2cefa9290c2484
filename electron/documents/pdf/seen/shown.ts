import type { PagePaint } from '../paint/ink'

/** Whether anything but white paper is drawn on a page: at all, and as a picture. */
export interface Shown {
  anything: boolean
  pictures: boolean
}

/** Some writers fill each page with white first: that is nothing. */
export function shownOf({ areas, rules, shows }: PagePaint): Shown {
  const pictures = areas.some(({ kind }) => kind === 'picture')
  const drawn = areas.some(({ kind, color }) => kind === 'other' || (kind === 'fill' && color !== '#ffffff'))
  return { pictures, anything: pictures || drawn || rules.length > 0 || shows.some(({ ink }) => ink === 'painted') }
}
