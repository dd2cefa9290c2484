import { expect, it } from 'vitest'
import { type Arrow, arrowsOf } from './imports'

/** Who may import whom; ARCHITECTURE.md says why. A failure names the arrows that point the wrong way. */

const arrows = arrowsOf('electron', 'renderer', 'native')

const FLOORS: string[][] = [
  ['electron/shared'],
  // the only one from which a connection is made: nothing_connects.test.ts
  ['electron/network'],
  ['engine', 'models', 'library', 'documents'].map((room) => `electron/${room}`),
  ['experiments', 'export', 'cost', 'summarize', 'trace', 'remote'].map((room) => `electron/${room}`),
]
const ROOFS: string[][] = [
  ...['main', 'preload', 'service', 'cli'].map((room) => [`electron/${room}`]),
  ['renderer/app'],
  // what builds, starts and measures
  ['electron/scripts', 'native/scripts', 'native/bench'],
]
/** Begins the page, so it stands on the page's roof. */
const BEGINNING = 'renderer/main.tsx'

const indexIn = (rooms: string[][], file: string) =>
  rooms.findIndex((group) => group.some((room) => file.startsWith(`${room}/`)))
const floorOf = (file: string) => indexIn(FLOORS, file)
const roofOf = (file: string) => indexIn(ROOFS, file === BEGINNING ? 'renderer/app/' : file)
const named = ({ from, to }: Arrow) => `${from} -> ${to}`
const wrong = (isWrong: (arrow: Arrow) => unknown) => arrows.filter(isWrong).map(named)

it('a floor imports itself and the floors below it', () => {
  expect(wrong(({ from, to }) => floorOf(from) >= 0 && floorOf(to) > floorOf(from))).toEqual([])
})

it('a roof is imported by its own files only', () => {
  expect(wrong(({ from, to }) => roofOf(to) >= 0 && roofOf(from) !== roofOf(to))).toEqual([])
})

it('every file of electron is on a floor or a roof', () => {
  const files = arrows.flatMap(({ from, to }) => [from, to]).filter((file) => file.startsWith('electron/'))
  expect(files.filter((file) => floorOf(file) < 0 && roofOf(file) < 0)).toEqual([])
})

it('the page imports nothing of electron but electron/shared', () => {
  const isOutside = (file: string) => !file.startsWith('renderer/') && !file.startsWith('electron/shared/')
  expect(wrong(({ from, to }) => from.startsWith('renderer/') && isOutside(to))).toEqual([])
})

it('the product imports no test', () => {
  expect(wrong(({ to }) => to.startsWith('test/'))).toEqual([])
})

it('no two folders side by side import each other', () => {
  const between = new Map<string, Arrow[]>()
  for (const arrow of arrows) {
    const [from, to] = [arrow.from.split('/'), arrow.to.split('/')]
    const parting = from.findIndex((name, i) => name !== to[i])
    // a file beside a folder is that folder's parent
    if (parting < 1 || parting >= Math.min(from.length, to.length) - 1) continue
    const key = `${from.slice(0, parting + 1).join('/')} ${to.slice(0, parting + 1).join('/')}`
    between.set(key, [...(between.get(key) ?? []), arrow])
  }
  const back = (key: string) => between.get(key.split(' ').reverse().join(' '))
  // of a pair, the direction with fewer arrows is the one to turn
  const pairs = [...between].filter(([key, there]) => there.length <= (back(key)?.length ?? 0))
  expect(pairs.flatMap(([, there]) => there.map(named))).toEqual([])
})

it('no files import each other in a circle', () => {
  const targets = new Map<string, string[]>()
  for (const { from, to } of arrows) targets.set(from, [...(targets.get(from) ?? []), to])
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (file: string, path: string[]): void => {
    const start = path.indexOf(file)
    if (start >= 0) circles.push([...path.slice(start), file].join(' -> '))
    if (start >= 0 || done.has(file)) return
    for (const to of targets.get(file) ?? []) walk(to, [...path, file])
    done.add(file)
  }
  for (const file of targets.keys()) walk(file, [])
  expect(circles).toEqual([])
})
