import { expect, it } from 'vitest'
import { paragraphs, readBytes } from '../help'
import { type Placed, pdfOfPlaced } from '../pages'

/** Two columns of short lines, drawn line by line across both, and a paragraph below. */
const beside = (left: string[], right: string[], step = 14): Placed[] => [
  ...left.flatMap((one, i): Placed[] => [
    { x: 40, y: 540 - step * i, text: one, size: 10 },
    ...(right[i] === undefined ? [] : [{ x: 220, y: 540 - step * i, text: right[i], size: 10 }]),
  ]),
  { x: 40, y: 380, text: 'The rent of the harbour is due on the third day of each month, in coin.', size: 10 },
]
const read = async (placed: Placed[]) => paragraphs(await readBytes(pdfOfPlaced([placed]))).slice(0, -1)

const BILL = ['Bill to:', 'Ann Lindqvist', '12 Mill Lane', '4410 Vellmar']
const SHIP = ['Ship to:', 'Olav Brekke', '3 Quay Street', '5100 Ostrup']

it.each([
  ['addresses', BILL, SHIP],
  [
    'addresses of the United States',
    ['Ann Lindqvist', '12 Mill Lane', 'Salem, OR 97301'],
    ['Olav Brekke', '3 Quay Street', 'Reno, NV 89501'],
  ],
  ...[
    ['Keizersgracht 12', '1015 CJ Amsterdam', 'Damrak 3', '1012 LP Amsterdam'],
    ['Kungsgatan 12', '111 43 Stockholm', 'Storgatan 3', '411 38 Lund'],
    ['Nygade 12', 'DK-1164 Viborg', 'Torvet 3', '8000 Aarhus C'],
    ['12, rue du Moulin', '75011 PARIS', '3 quai du Port', '13002 MARSEILLE CEDEX 02'],
    ['Via Roma 12', '00184 Roma RM', 'Corso Italia 3', '20122 Milano (MI)'],
    ['Rua Augusta 12', '1100-048 Lisboa', 'Av. da Praia 3', '4100-111 Porto'],
    ['ul. Mostowa 12', '00-950 Warszawa', 'ul. Dluga 3', '31-147 Gdynia'],
    ['12 Mill Lane', 'Ottawa ON K1A 0B1', '3 Quay Street', 'Toronto, Ontario M5V 2T6'],
    ['12 Mill Lane', 'Sydney NSW 2000', '3 Quay Street', 'Auckland 1010'],
    ['12 Mill Lane', 'D02 X285', '3 Quay Street', 'T12 W8KP'],
    ['12 Mill Road', 'New Delhi 110001', '3 Quay Street', 'Mumbai - 400 001'],
    ['1-2-3 Marunouchi, Chiyoda-ku', 'Tokyo 100-0005', '3 Quay Street', 'Salem, Oregon 97301'],
  ].map(([street, town, other, place]): [string, string[], string[]] => [
    `addresses as ${town}`,
    ['Ann Lindqvist', street!, town!, 'Sweden'],
    ['Olav Brekke', other!, place!],
  ]),
  ['an address and what a bill is about', BILL.slice(1), ['Invoice: 2041', 'Date: 12 May 2026', 'Due: 11 June 2026']],
  [
    'the places to sign',
    ['LANDLORD', 'By: ____________', 'Name: Olav Brekke', 'Title: Owner', 'Date: 12 May'],
    ['TENANT', 'By: ____________', 'Name: Ann Lindqvist', 'Title: Director', 'Date: 13 May'],
  ],
])('reads %s that stand side by side one after the other', async (_, left, right) => {
  const written = [...left, ...right].map((line) => line.replace(/ _+/, ''))
  expect(await read(beside(left, right))).toEqual(written)
})

it.each([
  ['of labels and values', ['Name', 'Street', 'Town'], ['Ann Lindqvist', '12 Mill Lane', '4410 Vellmar']],
  [
    'of parties and towns',
    ['Ann Lindqvist', 'Olav Brekke', 'Marta Sandau'],
    ['4410 Vellmar', '5100 Ostrup', '6200 Kernby'],
  ],
  ['of months', ['The lease', 'The garden', 'May 2026'], ['The boats', 'The ropes', 'June 2026']],
  ['of goods', ['Paint', 'Rope', 'Lamps'], ['12 cans', '40 yards', '3 boxes']],
])('reads rows %s as rows', async (_, left, right) => {
  expect(await read(beside(left, right))).toEqual(left.map((one, i) => `${one} ${right[i]}`))
})
