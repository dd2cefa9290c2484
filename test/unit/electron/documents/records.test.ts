import { describe, expect, it } from 'vitest'
import { readText } from '../../../../electron/documents/text/text'
import { checkDocument, ofKind, paragraphs } from './help'

function text(content: string, file = 'lines.txt') {
  const document = readText(content, file)
  checkDocument(document)
  return document
}

const wrapped = `The ferry of Vellmar was painted by two masons in the spring, and the lock
of Lindholt is lit until midnight. The bridge of Brevik was rented to a
baker, who sells bread there. The mill of Rovde stayed closed over the
winter, as nobody had mended its wheel.`

describe('lines that stand for themselves stay', () => {
  it.each<[what: string, lines: string[]]>([
    [
      'a chat',
      Array.from(
        { length: 12 },
        (_, i) =>
          `[12.03.26, 10:${10 + i}] ${['Anna', 'Bengt'][i % 2]}: the boat needs a new rope before we can go out to the island${i % 3 ? ' again' : ''}`,
      ),
    ],
    ['terms and what they mean', ['quay - a place to load boats', 'lock – a gate', 'mill — a house for flour']],
    [
      'a chat with lines of its own',
      ['12/03/2026, 10:02 - Anna: The list', 'milk', 'bread and butter', '12/03/2026, 10:03 - Bengt: Thanks'],
    ],
    [
      'a log of equal lines',
      Array.from(
        { length: 9 },
        (_, i) => `2026-03-12 10:00:0${i} INFO pump-${i} level 31${i} mm, valve open, next look in 4${i} seconds`,
      ),
    ],
    [
      'a system log',
      [
        'Mar 12 10:02:07 quay sshd[123]: accepted',
        'Mar 12 10:02:09 quay cron[7]: run',
        'Mar 13 10:02:10 quay kernel: new device',
      ],
    ],
    [
      'a log with a trace',
      [
        '2026-03-12 10:00 ERROR failed',
        'java.lang.Error: no water',
        'at pump.Main.run(Main.java:3)',
        '2026-03-12 10:01 INFO fine',
      ],
    ],
    ['levels', ['INFO pump is open', 'WARN pump is slow', 'ERROR pump is shut']],
    ['a server log', ['127.0.0.1 - - [12/Mar/2026] "GET /"', '10.0.0.7 - - [12/Mar/2026] "GET /boats"']],
    [
      'messages that begin with two brackets',
      Array.from({ length: 4 }, (_, i) => `[안나] [오전 10:0${i}] 배에 새 밧줄이 필요합니다, 내일까지 ${i}`),
    ],
    [
      'a log that begins with seconds',
      Array.from({ length: 4 }, (_, i) => `17733096${10 + i} pump-${i} valve open, next look in 4${i} seconds or so`),
    ],
    [
      'a log of levels and days',
      Array.from({ length: 5 }, (_, i) => `I0312 10:0${i}:07.000123 10${i} pump.cc:${i}] valve open and level low`),
    ],
    [
      'a list of files',
      [
        '-rw-r--r-- 1 anna users   120 Mar 12 10:02 rope.txt',
        '-rw-r--r-- 1 anna users 12000 Mar 12 10:03 tar.txt',
        'drwxr-xr-x 2 anna users  4096 Mar 13 09:00 quay',
      ].map((line) => line.replace(/ +/g, ' ')),
    ],
    [
      'addresses of pages',
      ['https://quay.example/a-very-long-name/of-a-page', 'https://quay.example/b', 'quay.example'],
    ],
    [
      'prices behind dots',
      ['Rope ........12.50', 'Tar, black ...7.00'.replace('...', '....'), 'Lamps & oil .31.00'.replace('.', '.....')],
    ],
    ['nicks', ['<anna> hello, is the boat in?', '<bengt> yes, it is', '<anna> thanks']],
    ['a transcript', ['Anna: Are we ready?', 'Dr. Clara Holt: Almost. The rope is missing.', 'Anna: Which one?']],
    ['a transcript in Chinese', ['张三：今天去码头吗？', '李四：去，几点？']],
    ['names and times, words below', ['Anna Holt 0:03', 'So we should talk about the roof.', 'Bengt 0:09', 'Yes.']],
    ['fields', ['Name: Anna Holt', 'Rent: 410 EUR', 'Due: third day of the month']],
    ['settings', ['[server]', 'port = 80', 'host = quay.example', 'timeout = 30']],
    ['leaders', ['Introduction ........ 1', 'The harbour ......... 3']],
    ['commas', ['name,age', 'Anna,12', '"Holt, Bengt",40']],
    ['commas and blanks', ['Name, Age, Town', 'Anna, 12, Vellmar', 'Bengt, 40, Ostrup']],
    ['semicolons', ['Nr;Name;Betrag', '1;Müller, Hans;3,50', '2;Holt, Anna;7,20']],
    ['numbers', ['Vellmar 120 14 2 31', 'Ostrup 87 9 1 12']],
    ['bars', ['| Wing | Rent |', '|------|------|', '| North | 310 |']],
    ['boxes', ['+-------+------+', '| Wing | Rent |', '+-------+------+', '| North | 310 |', '+-------+------+']],
    ['an address', ['Anna Holt', 'Department of Boats and Ropes', 'Quay Street 5', '12345 Vellmar']],
    [
      'verses',
      [
        'The harbour sleeps beneath the moon,',
        'The ropes are slack, the lamps are low,',
        'And someone hums an ancient tune',
        'That only older sailors know.',
      ],
    ],
  ])('%s', (_, lines) => {
    expect(paragraphs(text(`${lines.join('\n')}\n`))).toEqual(lines)
    const document = text(`${wrapped}\n\n${lines.join('\r\n')}\n\n${wrapped}\n`)
    expect(paragraphs(document).slice(1, -1)).toEqual(lines)
    expect(ofKind(document, 'prose')).toHaveLength(6)
  })

  it.each<[what: string, lines: string[]]>([
    [
      'set with blanks',
      ['Village       Houses   Wells', 'Vellmar          120      14', 'Ostrup            87       9'],
    ],
    ['set with tabs', ['Village\tHouses\tWells', 'Vellmar\t120\t14', 'Ostrup\t\t9']],
    [
      'with empty cells',
      [
        'Boat      Owner         Fee',
        '--------  ------------  -----',
        'Raft      Anna Holt     12.00',
        'Yawl                     9.50',
      ],
    ],
    [
      'with words in their cells',
      [
        'Name            Amount      Date',
        'Anna Holt       1 200.50    2024-05-03',
        'Bo              3.00        2024-05-04',
      ],
    ],
    [
      'with a sum below a rule',
      [
        'Item                 Qty    Price',
        'Rope, 10 m             2    24.00',
        'Tar                    1     9.50',
        '                          -------',
        'Total                       33.50',
      ],
    ],
    ['without a first name', ['         2023    2024', 'Boats      12      14', 'Fees     9.50   10.00']],
    [
      'of two sides',
      ['Landlord:  Anna Holt            Tenant:  Bo Lund', '           Quay Street 5                 Rope Lane 2'],
    ],
  ])('rows %s, with the blanks that show whose column a cell is in', (_, lines) => {
    expect(paragraphs(text(`${lines.join('\n')}\n`)).map((line) => line.trim())).toEqual(
      lines.map((line) => line.trim()),
    )
    const around = text(`${wrapped}\n${lines.map((line) => `  ${line}`).join('\n')}\n${wrapped}\n`)
    expect(paragraphs(around).slice(1, -1)).toEqual(lines)
  })

  it('paragraphs of one line each, however long the others are', () => {
    const lines = [
      'A paragraph on one line. It goes on.',
      `Another one, which is longer, ${'and '.repeat(20)}ends.`,
      'Third.',
    ]
    expect(paragraphs(text(lines.join('\n')))).toEqual(lines)
  })
})

describe('lines that were broken to fit are joined', () => {
  it.each<[what: string, content: string]>([
    ['prose', wrapped],
    [
      'as wide as a column',
      'The boats leave at nine and come back at\nnoon. In winter they leave an hour later,\nas the sun does. Bring a coat and a lamp,\nfor the way home is dark.',
    ],
    [
      'filled with blanks',
      'The harbour  of Vellmar was  built in the year 1961 by two masons who had\ncome from  the island,  and it  has been mended  many times  since then by\nthe people of the village, who  own the boats and the ropes and  the lamps\nthat stand along the quay.',
    ],
    [
      'of capitals',
      'THE BOATS ARE LENT AS THEY ARE, WITHOUT WARRANTY OF ANY KIND, EXPRESS OR\nIMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,\nFITNESS FOR A PARTICULAR PURPOSE AND SEAWORTHINESS, WHATEVER THE WEATHER\nIS LIKE.',
    ],
    [
      'set in by tabs',
      '\t"Harbour" refers to the collection of boats that are moored by the\n\tHarbour Master, and to copies of that collection of boats that are\n\tmade by others.',
    ],
    ['at a hyphen of a word', 'The well-\nknown lock is lit until ten.'],
    [
      'of German',
      'Der Hafen von Vellmar wurde im Jahr 1961 von zwei Maurern gebaut, die von der\nInsel gekommen waren, und seither haben ihn die Leute des Dorfes viele Male\nInstand gesetzt, weil ihnen die Boote, die Seile und die Lampen gehören, die am\nKai stehen.',
    ],
  ])('%s', (_, content) => {
    expect(paragraphs(text(content))).toEqual([
      content
        .trim()
        .replace(/(?<=\w-)\n/, '')
        .replace(/\s+/g, ' '),
    ])
  })

  it('as short as those of Japanese are', () => {
    const content =
      '港は古い。船が多い。灯りは夜まで点いて\nいる。橋はパン屋に貸された。橋の上で彼\nはパンを売っている。'
    expect(paragraphs(text(content))).toEqual([content.replace(/\n/g, '')])
  })

  it('below the start of their record', () => {
    expect(
      paragraphs(
        text(
          'ANNA: I went to the harbour in the morning and found that the boats had\nall left before the bell was rung at nine.\nBENGT: That is strange. They never leave before the bell, unless a storm\n  comes.\nANNA: No storm.\n',
        ),
      ),
    ).toEqual([
      'ANNA: I went to the harbour in the morning and found that the boats had all left before the bell was rung at nine.',
      'BENGT: That is strange. They never leave before the bell, unless a storm comes.',
      'ANNA: No storm.',
    ])
  })

  it('of mail, with one mark for the paragraph', () => {
    const quoted = `${wrapped.replace(/^/gm, '> ')}\n>\n> Yes.\n${wrapped}`
    expect(paragraphs(text(quoted))).toEqual([
      `> ${wrapped.replace(/\n/g, ' ')}`,
      '> Yes.',
      wrapped.replace(/\n/g, ' '),
    ])
  })
})

describe('programs and data', () => {
  it.each<[file: string, content: string]>([
    ['a.txt', 'import os\ndef run(boat):\n    if boat.late:  # "a  b"\n\t\twait(boat)\n    return boat.name'],
    ['b.txt', '#include <stdio.h>\nint main(void)\n{\n    int count = 0;\n    return 0;\n}'],
    ['c.txt', '{\n  "a": 1,\n  "b": [\n    2\n  ]\n}'],
    ['d.txt', '{"a": 1, "text": "a long line of words"}\n{"a": 2, "text": "another one"}'],
    ['e.txt', '<?xml version="1.0"?>\n<list>\n  <item n="1">Boat</item>\n</list>'],
    ['f.txt', 'boats:\n  - name: Gull\n    length: 12\n  - name: Tern\nowner: Anna'],
    ['g.sql', 'select name\n  from boats'],
  ])('keep their lines and the blanks before them: %s', (file, content) => {
    const document = text(content, file)
    expect(paragraphs(document)).toEqual(content.split('\n'))
    expect(ofKind(document, 'prose')).toEqual([])
  })

  it('stand between paragraphs too', () => {
    expect(
      paragraphs(
        text(`${wrapped}\n\n    for boat in boats:\n        if boat.late:\n            wait(boat)\n\n${wrapped}`),
      ).slice(1, -1),
    ).toEqual(['    for boat in boats:', '        if boat.late:', '            wait(boat)'])
  })
})

it('what terminals and printers are told is no text', () => {
  expect(text('\u001b[31mThe rent\u001b[0m is 410 EUR.\n\u001b]0;title\u0007Due.\n').text).toBe(
    'The rent is 410 EUR.\n\nDue.',
  )
  expect(text('N\bNA\bAM\bME\bE and _\bw_\bo_\br_\bd\u001a').text).toBe('NAME and word')
})

describe('soft hyphens', () => {
  it('show nothing, and join the halves of a word', () => {
    expect(text('Der Umbau ist betriebs\u00ad\nwirt\u00adschaft\u00ad  \r\n  lich sinnvoll im M\ufeffai.').text).toBe(
      'Der Umbau ist betriebswirtschaftlich sinnvoll im Mai.',
    )
  })
})
