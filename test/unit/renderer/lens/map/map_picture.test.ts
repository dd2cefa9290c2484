// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { mapSums } from '../../../../../electron/shared/shown/map_cells'
import { groupLayers } from '../../../../../electron/shared/shown/map_groups'
import { mapPicture } from '../../../../../renderer/lens/map/map_picture'
import { PAPER as paper } from '../../picture/paper_made'
import { parsed, texts } from '../../picture/parsed'

it('the picture of the map says how often tokens entered, and has all layers', () => {
  const map = groupLayers(
    {
      layers: [0, 1, 2, 3],
      bins: 2,
      within: { from: 0, to: 13 },
      tokens: 2,
      count: Uint32Array.of(3, 1, 0, 4, 2, 2, 1, 5),
      outside: new Uint32Array(12).fill(1),
      beyond: new Uint32Array(4),
      sinks: Uint32Array.of(1, 0, 0, 1),
      recent: new Uint32Array(4),
    },
    1,
  )
  const parts = {
    map,
    text: 'data:image/png;base64,AA',
    outside: 'data:image/png;base64,BB',
    ticks: [],
    retrieval: [2],
  }
  const picture = mapPicture({ ...parts, words: 'in June' }, paper)
  const svg = parsed(picture)
  const sums = mapSums(map)
  expect(picture.legend).toContain(`${sums.inText} times in the text shown`)
  expect(picture.legend).toContain('not drawn: 2 of sinks, 0 of recent tokens')
  expect(texts(svg)).toEqual(expect.arrayContaining(['0', '1', '2', '3', 'T', 'Q', 'A', '25%']))
  expect(svg.querySelectorAll('circle')).toHaveLength(1)
  expect([...svg.querySelectorAll('image')].map((image) => image.getAttribute('href'))).toEqual([
    parts.text,
    parts.outside,
  ])
  // half way along the scale is 25%: a square root
  const stops = [...svg.querySelectorAll('stop')].map((stop) => stop.getAttribute('stop-color'))
  expect(stops[0]).toBe('rgb(255,255,255)')
  expect(stops.at(-1)).toBe('rgb(0,0,0)')
})
