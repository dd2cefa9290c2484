import { expect, it } from 'vitest'
import { openingPlace } from '../../../../electron/main/window_bounds'

const laptop = { x: 0, y: 24, width: 1440, height: 876 }
const big = { x: 1440, y: 0, width: 2560, height: 1440 }

it('opens in the middle at first', () => {
  expect(openingPlace(undefined, [laptop])).toEqual({ x: 80, y: 62, width: 1280, height: 800, maximized: false })
})

it('opens where it was', () => {
  const was = { x: 1500, y: 100, width: 2000, height: 1200, maximized: false }
  expect(openingPlace(was, [laptop, big])).toEqual(was)
})

it('comes back when its display is gone, as large as fits', () => {
  const was = { x: 1500, y: 100, width: 2000, height: 1200, maximized: true }
  expect(openingPlace(was, [laptop])).toEqual({ x: 0, y: 24, width: 1440, height: 876, maximized: true })
})

it('comes back when nobody could grip it', () => {
  for (const at of [
    { x: 1400, y: 100 },
    { x: 0, y: -500 },
    { x: 0, y: 890 },
  ]) {
    const { x, y } = openingPlace({ ...at, width: 1000, height: 700, maximized: false }, [laptop])
    expect([x, y]).toEqual([220, 112])
  }
})

it('opens where there is no display at all', () => {
  expect(openingPlace(undefined, [])).toMatchObject({ width: 1280, height: 800 })
})
