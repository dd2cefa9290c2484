import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Rgb, toLab } from '../../../../renderer/picture/colour_scale'

/** The tokens of renderer/design/tokens.css, and what eyes make of them. */

const CSS = readFileSync(join(import.meta.dirname, '../../../../renderer/design/tokens.css'), 'utf8')

export type Theme = 'light' | 'dark'
export const THEMES: readonly Theme[] = ['light', 'dark']

/** All colours of a theme by name, without those that are see-through. */
export function coloursOf(theme: Theme): Map<string, Rgb> {
  const found = new Map<string, Rgb>()
  for (const [, selectors, body] of CSS.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!selectors!.includes(':root')) continue
    if (selectors!.includes('data-theme="dark"') && theme === 'light') continue
    for (const [, name, value] of body!.matchAll(/--([\w-]+):\s*([^;]+);/g)) {
      const colour = parsed(value!)
      if (colour) found.set(name!, colour)
    }
  }
  return found
}

function parsed(value: string): Rgb | undefined {
  const hex = /^#([0-9a-f]{6})$/.exec(value)?.[1]
  if (hex) return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb
  return /^\d+ \d+ \d+$/.test(value) ? (value.split(' ').map(Number) as Rgb) : undefined
}

/** WCAG 2.2. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light! + 0.05) / (dark! + 0.05)
}

/** A colour over another one, as CSS blends them. */
export const over = (colour: Rgb, alpha: number, under: Rgb): Rgb =>
  colour.map((value, i) => value * alpha + under[i]! * (1 - alpha)) as Rgb

/** How different two colours look: distance in OKLab. */
export function difference(one: Rgb, other: Rgb): number {
  const [a, b] = [toLab(one), toLab(other)]
  return Math.hypot(...a.map((value, axis) => value - b[axis]!))
}

/** Machado, Oliveira and Fernandes 2009, severity 1: what is left for those who lack a kind of cones. */
const BLIND = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
}
export type Blindness = keyof typeof BLIND
export const BLINDNESSES = Object.keys(BLIND) as Blindness[]

export function seenWith(blindness: Blindness, colour: Rgb): Rgb {
  const m = BLIND[blindness]
  const rgb = colour.map(linear)
  return [0, 1, 2].map((row) => encoded(rgb.reduce((sum, value, i) => sum + m[row * 3 + i]! * value, 0))) as Rgb
}

const luminance = (colour: Rgb): number => {
  const [red, green, blue] = colour.map(linear)
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function linear(value: number): number {
  const v = value / 255
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
}

function encoded(v: number): number {
  const value = Math.min(1, Math.max(0, v))
  return 255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055)
}
