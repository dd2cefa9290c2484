import { score } from '../../design/numbers'
import type { ByLayer } from '../by_layer'
import type { EvidenceEntry } from '../EvidenceList'
import { type Colours, escaped, n, type Picture } from './picture'

const WIDTH = 640
const ROW = 40
const SPARK = 150
const BAR = 120

/** The ranked list with its bars and what each layer adds. */
export function evidencePicture(
  entries: readonly EvidenceEntry[],
  byLayer: ByLayer | undefined,
  counted: readonly number[],
  words: string,
  colours: Colours,
): Picture {
  const best = Math.max(...entries.map((entry) => entry.score), Number.MIN_VALUE)
  const rows = entries.map((entry, i) => {
    const y = i * ROW
    const share = Math.max(0, entry.score / best)
    const page = entry.page === undefined ? '' : `p. ${entry.page}, `
    return [
      `<text x="0" y="${y + 12}" font-size="11" fill="${colours.quiet}">${i + 1}  ${page}entered ${entry.count} times</text>`,
      sparkline(entry, byLayer, counted, WIDTH - BAR - SPARK - 60, y, colours),
      `<rect x="${WIDTH - BAR - 44}" y="${y + 4}" width="${n(share * BAR)}" height="8" fill="${colours.evidence}"/>`,
      `<text x="${WIDTH}" y="${y + 12}" font-size="11" text-anchor="end" fill="${colours.text}">${score(entry.score, 1)}</text>`,
      `<text x="0" y="${y + 28}" font-size="12" fill="${colours.text}">${escaped(cut(entry.text, 98))}</text>`,
    ].join('\n')
  })
  return {
    title: `Evidence for “${words}”`,
    width: WIDTH,
    height: entries.length * ROW,
    body: rows.join('\n'),
    legend: `Evidence score: log of how many times more than usual a sentence was read, summed over layers ${counted.join(', ')}: our estimate. Small bars: what each layer adds, first to last; pale layers don’t count.`,
  }
}

function sparkline(
  { key }: EvidenceEntry,
  byLayer: ByLayer | undefined,
  counted: readonly number[],
  x: number,
  y: number,
  colours: Colours,
): string {
  const values = byLayer?.of.get(Number(key))
  if (!byLayer || !values) return ''
  const step = SPARK / byLayer.layers.length
  return byLayer.layers
    .map((layer, i) => {
      const height = (Math.max(0, values[i]!) / Math.max(byLayer.most, Number.MIN_VALUE)) * 13 + 1
      const colour = counted.includes(layer) ? colours.evidence : colours.line
      return `<rect x="${n(x + i * step)}" y="${n(y + 15 - height)}" width="${n(step * 0.8)}" height="${n(height)}" fill="${colour}"/>`
    })
    .join('')
}

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text
