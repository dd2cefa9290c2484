import type { Colours } from './paper'

/** The map's colours from none to all, as an SVG gradient with the id "scale". */
export function colourBar({ map }: Pick<Colours, 'map'>): string {
  const stops = Array.from({ length: 9 }, (_, i) => i / 8).map((stop) => {
    const at = Math.round(stop * 255) * 4
    return `<stop offset="${stop}" stop-color="rgb(${map.subarray(at, at + 3).join(',')})"/>`
  })
  return `<linearGradient id="scale">${stops.join('')}</linearGradient>`
}
