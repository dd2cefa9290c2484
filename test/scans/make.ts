import { type Canvas, createCanvas, loadImage, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas'
import sharp from 'sharp'
import { askew, type Matrix, Paper, type TrueWord } from './paper'
import { bilevel, blurred, grain, lamp } from './spoil'
import { LEFT_COLUMN, LETTER, MINUTES, NOTICE, RIGHT_COLUMN, TABLE } from './texts'

/** Scans with known text: what they are, and where each word stands. */
export interface Scan {
  /** With its ending. */
  file: string
  what: string
  data: Uint8Array
  /** By page, in the order in which they are read. */
  words: TrueWord[][]
}

/** A5 in points: as many words as on a page of a book. */
const [WIDTH, HEIGHT] = [420, 595]

function letter(dpi: number, lies?: Matrix, texts = LETTER, size = 10.5): Paper {
  const paper = new Paper(WIDTH, HEIGHT, dpi, lies)
  paper.paragraphs(texts, 50, 60, WIDTH - 100, size, true)
  return paper
}

/** The pages of a PDF that are pictures and nothing else. */
async function pdfOf(
  pages: { canvas: Canvas; width: number; height: number }[],
  quality?: number,
): Promise<Uint8Array> {
  const pdf = new PDFDocument()
  for (const { canvas, width, height } of pages) {
    const picture = quality === undefined ? await canvas.encode('png') : await canvas.encode('jpeg', quality)
    const page = pdf.beginPage(width, height) as unknown as SKRSContext2D
    page.drawImage(await loadImage(picture), 0, 0, width, height)
    pdf.endPage()
  }
  return new Uint8Array(pdf.close())
}

const onePage = async (
  file: string,
  what: string,
  paper: Paper,
  canvas = paper.canvas,
  quality?: number,
): Promise<Scan> => ({
  file,
  what,
  data: await pdfOf([{ canvas, width: paper.width, height: paper.height }], quality),
  words: [paper.words],
})

const MAKERS: Record<string, (file: string) => Promise<Scan>> = {
  'clean-300.pdf': async (file) => onePage(file, 'a clean scan, 300 dpi', letter(300)),
  'clean-150.pdf': async (file) => onePage(file, 'a clean scan, 150 dpi', letter(150, undefined, MINUTES)),
  'skew-300.pdf': async (file) =>
    onePage(file, 'askew by 1.6 degrees, 300 dpi', letter(300, askew(1.6, WIDTH, HEIGHT))),
  'skew-200.pdf': async (file) =>
    onePage(file, 'askew by -3 degrees, 200 dpi', letter(200, askew(-3, WIDTH, HEIGHT), MINUTES)),
  'noise-300.pdf': noisy,
  'columns-300.pdf': async (file) => onePage(file, 'two columns, 300 dpi', columns(300)),
  'faded-200.pdf': faded,
  'photograph.jpg': photograph,
  'table.png': table,
  'sideways-200.pdf': sideways,
  'fax.tiff': fax,
  'small-300.pdf': async (file) => onePage(file, 'type of 7 points, 300 dpi', letter(300, undefined, LETTER, 7)),
}

async function noisy(file: string): Promise<Scan> {
  const paper = letter(300)
  const canvas = blurred(paper.canvas, 1.2)
  grain(canvas, 70, 0.004, 'noise')
  return onePage(file, 'grain, dust and blur, 300 dpi', paper, canvas, 70)
}

function columns(dpi: number): Paper {
  const paper = new Paper(WIDTH, 400, dpi)
  paper.type('The lighthouse', 40, 50, 300, 18, true)
  paper.paragraphs(LEFT_COLUMN, 40, 85, 160, 9.5)
  paper.paragraphs(RIGHT_COLUMN, 220, 85, 160, 9.5)
  return paper
}

async function faded(file: string): Promise<Scan> {
  const paper = new Paper(WIDTH, HEIGHT, 200, undefined, '#f1ead6', '#8a8578')
  paper.paragraphs(MINUTES, 50, 60, WIDTH - 100, 10.5, true)
  grain(paper.canvas, 24, 0.0005, 'faded')
  return onePage(file, 'faded ink on yellow paper, JPEG, 200 dpi', paper, paper.canvas, 55)
}

/** A sheet on a dark table, by the light of a lamp, held at a slant: a JPEG of a telephone's. */
async function photograph(file: string): Promise<Scan> {
  const [cos, sin] = [Math.cos(0.02), Math.sin(0.02)]
  const paper = new Paper(WIDTH, HEIGHT, 250, [0.9 * cos, 0.9 * sin, -0.9 * sin + 0.012, 0.9 * cos, 24, 20], '#3a3029')
  paper.sheet('#f4f2ec')
  paper.paragraphs(LETTER, 50, 60, WIDTH - 100, 11, true)
  const canvas = blurred(paper.canvas, 0.8)
  lamp(canvas, 0.55, 'lamp')
  const picture = await sharp(await canvas.encode('jpeg', 82))
    .withMetadata({ density: 250 })
    .jpeg({ quality: 82 })
    .toBuffer()
  return { file, what: 'a photograph: shadow, slant, dark table', data: picture, words: [paper.words] }
}

async function table(file: string): Promise<Scan> {
  const paper = new Paper(WIDTH, 260, 300)
  paper.type('Houses, wells and boats by village', 50, 50, 320, 14, true)
  for (const [row, cells] of TABLE.entries()) {
    for (const [column, cell] of cells.entries()) paper.type(cell, 50 + 90 * column, 85 + 20 * row, 80, 10.5, row === 0)
  }
  const data = await sharp(await paper.canvas.encode('png'))
    .withMetadata({ density: 300 })
    .png()
    .toBuffer()
  return { file, what: 'a table as a PNG, 300 dpi', data, words: [paper.words] }
}

/** The sheet lay on its side: its text runs upwards, and nothing in the file says so. */
async function sideways(file: string): Promise<Scan> {
  const paper = new Paper(HEIGHT, WIDTH, 200, [0, -1, 1, 0, 0, WIDTH])
  paper.paragraphs(NOTICE.concat(MINUTES.slice(1)), 50, 60, WIDTH - 100, 9.5, true)
  return onePage(file, 'lying on its side, 200 dpi', paper)
}

/** Three pages of black and white, one of them empty. */
async function fax(file: string): Promise<Scan> {
  const papers = [letter(200), new Paper(WIDTH, HEIGHT, 200), letter(200, undefined, MINUTES)]
  for (const { canvas } of papers) bilevel(canvas, 150)
  const pages = await Promise.all(papers.map(async ({ canvas }) => canvas.encode('png')))
  const data = await sharp(pages, { join: { animated: true } })
    .flatten({ background: '#ffffff' })
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, xres: 200 / 25.4, yres: 200 / 25.4 })
    .toBuffer()
  return {
    file,
    what: 'a fax of three pages (the second is empty), TIFF, 200 dpi',
    data,
    words: papers.map(({ words }) => words),
  }
}

/** All of them, or those in whose names a word stands, one after the other. */
export async function* scans(word = ''): AsyncGenerator<Scan> {
  for (const [file, make] of Object.entries(MAKERS)) if (file.includes(word)) yield make(file)
}

/** A small one that is read in a second: three lines, as a PDF, or as the file of a picture. */
export async function notice(as: 'pdf' | 'png' = 'pdf', lies?: Matrix): Promise<Scan> {
  const paper = new Paper(300, 120, 200, lies)
  paper.paragraphs(NOTICE, 24, 36, 260, 10, true)
  if (as === 'pdf') return onePage('notice.pdf', 'three lines', paper)
  const data = await sharp(await paper.canvas.encode('png'))
    .withMetadata({ density: 200 })
    .png()
    .toBuffer()
  return { file: 'notice.png', what: 'three lines', data, words: [paper.words] }
}

/** A page of paper without a word. */
export async function emptyPage(): Promise<Uint8Array> {
  const canvas = createCanvas(200, 200)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fdfdfd'
  context.fillRect(0, 0, 200, 200)
  return pdfOf([{ canvas, width: 100, height: 100 }])
}
