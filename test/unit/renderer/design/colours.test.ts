import { describe, expect, it } from 'vitest'
import { colourScale, type Rgb, toLab } from '../../../../renderer/picture/colour_scale'
import { BLINDNESSES, coloursOf, contrast, difference, over, seenWith, THEMES } from './colours'

/** Steps of the scale that are compared: 256 of them are so small that rounding to 8 bits hides what they are like. */
const STEPS = 17
/** No step looks more than this share larger or smaller than the mean one. */
const EVEN = 0.05

describe.each(THEMES)('in the %s theme', (theme) => {
  const colours = coloursOf(theme)
  const named = (name: string): Rgb => {
    const colour = colours.get(name)
    if (!colour) throw new Error(`There is no colour --${name}.`)
    return colour
  }
  const scale = colourScale(named('map-low'), named('map-high'))
  const at = (i: number): Rgb => [...scale.subarray(i * 4, i * 4 + 3)] as Rgb
  const coarse = Array.from({ length: STEPS + 1 }, (_, i) => at(Math.round((i * 255) / STEPS)))
  const steps = (seen: Rgb[]) => seen.slice(1).map((colour, i) => difference(seen[i]!, colour))
  const lightness = (seen: Rgb[]) => seen.map((colour) => toLab(colour)[0])

  it('the scale goes one way in lightness, colour by colour', () => {
    const all = lightness(Array.from({ length: 256 }, (_, i) => at(i)))
    const sign = Math.sign(all[255]! - all[0]!)
    expect(sign).toBe(theme === 'light' ? -1 : 1)
    for (let i = 1; i < 256; i++) expect(sign * (all[i]! - all[i - 1]!)).toBeGreaterThanOrEqual(0)
    expect(new Set(all).size).toBeGreaterThan(200)
  })

  it('its steps look equally large, in lightness and in all', () => {
    for (const sizes of [
      steps(coarse),
      lightness(coarse)
        .slice(1)
        .map((l, i) => Math.abs(l - lightness(coarse)[i]!)),
    ]) {
      const mean = sizes.reduce((sum, size) => sum + size, 0) / STEPS
      for (const size of sizes) expect(Math.abs(size / mean - 1)).toBeLessThan(EVEN)
    }
  })

  it.each(BLINDNESSES)('with %s it keeps its order, its even steps and nearly all of its range', (blindness) => {
    const seen = coarse.map((colour) => seenWith(blindness, colour))
    const order = (values: number[]) => values.slice(1).map((value, i) => Math.sign(value - values[i]!))
    expect(order(lightness(seen))).toEqual(order(lightness(coarse)))
    const sizes = steps(seen)
    const mean = sizes.reduce((sum, size) => sum + size, 0) / STEPS
    for (const size of sizes) expect(Math.abs(size / mean - 1)).toBeLessThan(0.15)
    expect(difference(seen[0]!, seen.at(-1)!) / difference(coarse[0]!, coarse.at(-1)!)).toBeGreaterThan(0.9)
  })

  it.each(BLINDNESSES)('with %s, what stands side by side in one picture can be told apart', (blindness) => {
    const pairs = [
      ['score-pane', 'missed-pane'],
      ['entered-pane', 'pale-pane'],
      ['entered-pane', 'text-2'],
      ['text-2', 'pale-pane'],
      ['asked-pane', 'pale-pane'],
    ]
    for (const [one, other] of pairs) {
      const apart = difference(seenWith(blindness, named(one!)), seenWith(blindness, named(other!)))
      expect(apart, `${one} and ${other}`).toBeGreaterThan(0.08)
    }
  })

  it('text has a contrast of 4.5:1 on all that it stands on', () => {
    const backs = ['pane', 'raised', 'desk', 'accent-soft', 'warn-soft', 'danger-soft']
    for (const text of ['text', 'text-2', 'accent', 'danger', 'warn'])
      for (const back of backs)
        expect(contrast(named(text), named(back)), `${text} on ${back}`).toBeGreaterThanOrEqual(4.5)
    for (const [text, back] of [
      ['accent-text', 'accent'],
      ['accent-text', 'accent-strong'],
      ['danger-text', 'danger'],
      ['print', 'paper'],
      ['print-2', 'paper'],
    ])
      expect(contrast(named(text!), named(back!)), `${text} on ${back}`).toBeGreaterThanOrEqual(4.5)
  })

  it('marks on panes have 3:1', () => {
    const marks = ['evidence', 'score', 'entered', 'asked', 'missed', 'pale'].map((name) => `${name}-pane`)
    for (const mark of marks)
      for (const back of ['pane', 'raised'])
        expect(contrast(named(mark), named(back)), `${mark} on ${back}`).toBeGreaterThanOrEqual(3)
    expect(contrast(at(0), at(255))).toBeGreaterThanOrEqual(7)
  })

  it('on paper, lines of marks have 3:1, and print is read through the strongest shading', () => {
    const paper = named('paper')
    const lines: [string, number][] = [
      ['evidence-line', 1],
      ['score', 0.85],
      ['entered', 0.75],
      ['asked', 1],
    ]
    for (const [line, alpha] of lines)
      expect(contrast(over(named(line), alpha, paper), paper), line).toBeGreaterThanOrEqual(3)
    const shadings: [string, number][] = [
      ['evidence', 0.66],
      ['score', 0.56],
      ['entered', 0.18],
      ['found', 1],
      ['asked', 0.2],
    ]
    for (const [shading, alpha] of shadings)
      expect(contrast(named('print'), over(named(shading), alpha, paper)), shading).toBeGreaterThanOrEqual(4.5)
  })
})
