import { describe, expect, it } from 'vitest'
import { Guard } from '../../../../electron/documents/packed/guard'
import { readCsv } from '../../../../electron/documents/values/csv'
import { checkDocument, paragraphs } from './help'

function read(text: string, file = 'towns.csv'): string[] {
  const document = readCsv(text, new Guard(file))
  checkDocument(document)
  return paragraphs(document)
}

describe('a file of separated values', () => {
  it.each<[name: string, file: string, text: string, rows: string[]]>([
    [
      'commas',
      'a.csv',
      'Town,Houses\nVellmar,120\n"Quay, the",31\n',
      ['Town | Houses', 'Vellmar | Houses: 120', 'Quay, the | Houses: 31'],
    ],
    ['semicolons', 'a.csv', '\ufeffTown;Fee\r\nVellmar;1,50\r\n', ['Town | Fee', 'Vellmar | Fee: 1,50']],
    [
      'line ends of two kinds',
      'a.csv',
      'Town,Houses\r\nVellmar,120\nHolt,31\rOsey,7\n',
      ['Town | Houses', 'Vellmar | Houses: 120', 'Holt | Houses: 31', 'Osey | Houses: 7'],
    ],
    [
      'tabs',
      'a.tsv',
      'Town\tSaid\nVellmar\t"two\nlines, one ""cell"""\n',
      ['Town | Said', 'Vellmar | Said: two lines, one "cell"'],
    ],
    ['what it says', 'a.csv', 'sep=|\nTown|a;b\nVellmar|1;2\n', ['Town | a;b', 'Vellmar | a;b: 1;2']],
    ['numbers with commas', 'a.csv', '1,5;2,5\n3,5;4,5\n', ['1,5 | 2,5', '3,5 | 4,5']],
    ['bars', 'a.csv', 'Town|Houses\nVellmar|120\n', ['Town | Houses', 'Vellmar | Houses: 120']],
    ['tabs in spite of its name', 'a.csv', 'Town\tFee\nQuay\t1,50\n', ['Town | Fee', 'Quay | Fee: 1,50']],
    ['semicolons in quotes', 'a.csv', 'Town,Said\nQuay,"a; b"\n', ['Town | Said', 'Quay | Said: a; b']],
    ['quoted line ends', 'a.csv', 'Town;Said\r\nQuay;"one\r\ntwo"\r\n', ['Town | Said', 'Quay | Said: one two']],
    ['no header', 'a.csv', '1,2\n3,4\n', ['1 | 2', '3 | 4']],
    [
      'a title above',
      'a.csv',
      'Towns by size\n\nTown,Houses\nQuay,31\n',
      ['Towns by size', 'Town | Houses', 'Quay | Houses: 31'],
    ],
    ['empty cells', 'a.csv', 'a,b,c\n1,,3\n,,\n4,5,6\n', ['a | b | c', 'a: 1 | | c: 3', '4 | 5 | 6']],
  ])('is read: %s', (_, file, text, rows) => {
    expect(read(text, file)).toEqual(rows)
  })

  it('has no names in a wide table of few values, which these would bury', () => {
    const names = Array.from({ length: 40 }, (_, i) => `a rather long name of column ${i}`)
    const rows = read([names, names.map(() => '1'), names.map(() => '2')].map((cells) => cells.join(',')).join('\n'))
    expect(rows[1]).toBe(names.map(() => '1').join(' | '))
  })
})
