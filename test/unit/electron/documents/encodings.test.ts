import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../../electron/documents/text/decode_text'
import { decode, knownEncoding } from '../../../../electron/documents/text/encodings'
import { ENCODINGS } from '../../../../electron/shared/document/encodings'
import { encode } from './encode'
import { failure } from './help'

const bytes = (...parts: (number[] | string)[]): Uint8Array =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : part)))

const read = (data: Uint8Array, chosen?: string) => decodeText(data, 'old.txt', chosen)

/** What `read` has to say of how it decoded. */
const said = (data: Uint8Array): string =>
  read(data)
    .notes.map(({ text }) => text)
    .join()

const utf32 = (text: string, isLittle: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(4 * [...text].length))
  for (const [i, char] of [...text].entries()) view.setUint32(4 * i, char.codePointAt(0)!, isLittle)
  return new Uint8Array(view.buffer)
}

describe('Unicode', () => {
  it.each([
    'A ferry without a mark.',
    'Склад номер 7 стоит у реки.',
    '第7号仓库在河边。\n屋顶 2 次',
    'Žluťoučký kůň',
    'ที่นี่ 12 คน',
  ])('is known without a mark: %s', (text) => {
    const utf16 = new Uint8Array(Buffer.from(text, 'utf16le'))
    for (const data of [
      bytes(text),
      utf16,
      new Uint8Array(Buffer.from(utf16).swap16()),
      utf32(text, true),
      utf32(text, false),
    ]) {
      expect(read(data)).toEqual({ text, notes: [] })
    }
  })

  it('is known by its mark, which is no part of the text', () => {
    const marked = Buffer.from('\ufeffFähre', 'utf16le')
    expect(read(bytes([0xef, 0xbb, 0xbf], 'Fähre')).text).toBe('Fähre')
    expect(read(new Uint8Array(marked)).text).toBe('Fähre')
    expect(read(new Uint8Array(Buffer.from(marked).swap16())).text).toBe('Fähre')
    expect(read(utf32('\ufeffFähre', true)).text).toBe('Fähre')
    expect(read(utf32('\ufeffFähre', false)).text).toBe('Fähre')
  })

  it('stays UTF-8 where a few bytes are wrong, which is told', () => {
    const { text, notes } = read(bytes('Fähren für Gäste, Öl', [0xff], ' und Säcke'))
    expect(text).toBe('Fähren für Gäste, Öl\ufffd und Säcke')
    expect(notes).toEqual([
      { page: 1, kind: 'signs', text: 'One character is damaged and stands as \ufffd in the text.' },
    ])
  })
})

describe('Western text of old', () => {
  it.each([
    'Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt',
    'Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de',
    'Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y',
    'Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de razão e de consciência,',
    'Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono dotati di ragione e di',
    'Alla människor är födda fria och lika i värde och rättigheter. De är utrustade med förnuft och samvete och',
    'Alle mennesker er født frie og lige i værdighed og rettigheder. De er udstyret med fornuft og samvittighed,',
    'Hver maður er borinn frjáls og jafn öðrum að virðingu og réttindum. Menn eru gæddir vitsmunum og samvisku, og',
    'Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan. Heille on annettu järki ja',
    'Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd met verstand en',
  ])('needs no word: %s', (text) => {
    const data = Uint8Array.from(
      [...text].map((char) => ({ '€': 0x80, '„': 0x84, '“': 0x93, '’': 0x92 })[char] ?? char.charCodeAt(0)),
    )
    expect(read(data)).toEqual({ text, notes: [] })
  })

  it('may mix its languages, and hold signs alone', () => {
    const mixed = 'Der Müller kaufte fünf Säcke.\nLe café près du pont a été rouvert.\nEl niño llevó la caña al río.'
    expect(read(Uint8Array.from(Buffer.from(mixed, 'latin1')))).toEqual({ text: mixed, notes: [] })
    expect(read(bytes('He said: ', [0x93], 'Caf', [0xe9], ', 5 ', [0x80, 0x94, 0x85]))).toEqual({
      text: 'He said: “Café, 5 €”…',
      notes: [],
    })
    expect(read(bytes('Bring:\n', [0x95], ' a coat', [0x97], 'and a lamp'))).toMatchObject({ notes: [] })
  })
})

const TEXTS: [language: string, labels: string[], text: string][] = [
  [
    'German',
    ['macintosh'],
    'Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt',
  ],
  [
    'Czech',
    ['windows-1250', 'iso-8859-2'],
    'Všichni lidé rodí se svobodní a sobě rovní co do důstojnosti a práv. Jsou nadáni rozumem a svědomím a mají',
  ],
  [
    'Slovak',
    ['windows-1250'],
    'Všetci ľudia sa rodia slobodní a sebe rovní, čo sa týka ich dôstojnosti a práv. Sú obdarení rozumom a',
  ],
  [
    'Polish',
    ['windows-1250', 'iso-8859-2'],
    'Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni rozumem i',
  ],
  [
    'Hungarian',
    ['windows-1250'],
    'Minden emberi lény szabadon születik és egyenlő méltósága és joga van. Az emberek, ésszel és lelkiismerettel',
  ],
  [
    'Romanian',
    ['windows-1250'],
    'Toate fiinţele umane se nasc libere şi egale în demnitate şi în drepturi. Ele sunt înzestrate cu raţiune şi',
  ],
  [
    'Croatian',
    ['windows-1250'],
    'Sva ljudska bića rađaju se slobodna i jednaka u dostojanstvu i pravima. Ona su obdarena razumom i sviješću i',
  ],
  [
    'Turkish',
    ['windows-1254'],
    'Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Akıl ve vicdana sahiptirler ve birbirlerine',
  ],
  [
    'Lithuanian',
    ['windows-1257'],
    'Visi žmonės gimsta laisvi ir lygūs savo orumu ir teisėmis. Jiems suteiktas protas ir sąžinė ir jie turi',
  ],
  [
    'Latvian',
    ['windows-1257'],
    'Visi cilvēki piedzimst brīvi un vienlīdzīgi savā pašcieņā un tiesībās. Viņi ir apveltīti ar saprātu un',
  ],
  [
    'Russian',
    ['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866', 'x-mac-cyrillic'],
    'Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью и',
  ],
  [
    'Ukrainian',
    ['windows-1251', 'koi8-u'],
    'Всі люди народжуються вільними і рівними у своїй гідності та правах. Вони наділені розумом і совістю і',
  ],
  [
    'Serbian',
    ['windows-1251'],
    'Сва људска бића рађају се слободна и једнака у достојанству и правима. Она су обдарена разумом и свешћу и',
  ],
  [
    'Greek',
    ['windows-1253'],
    'Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. Είναι προικισμένοι με',
  ],
  [
    'Hebrew',
    ['windows-1255'],
    'כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון, לפיכך חובה עליהם לנהוג איש',
  ],
  [
    'Arabic',
    ['windows-1256', 'iso-8859-6'],
    'يولد جميع الناس أحرارا متساوين في الكرامة والحقوق. وقد وهبوا عقلا وضميرا وعليهم أن يعامل بعضهم بعضا بروح',
  ],
  ['Thai', ['windows-874'], 'มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิ'],
  [
    'Chinese',
    ['gb18030'],
    '人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。第三号仓库在河边，去年收到二十一箱',
  ],
  [
    'Chinese',
    ['big5'],
    '人人生而自由，在尊嚴和權利上一律平等。他們賦有理性和良心，並應以兄弟關係的精神相對待。第三號倉庫在河邊，去年收到二十一箱',
  ],
  [
    'Japanese',
    ['shift_jis', 'euc-jp'],
    'すべての人間は、生れながらにして自由であり、かつ、尊厳と権利とについて平等である。人間は、理性と良心とを授けられており、',
  ],
  [
    'Korean',
    ['euc-kr'],
    '모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 이성과 양심을 부여받았으며 서로 형제애의 정신으로 행동하여야 한다. 지붕은 다음 주에 수리하고 비용은',
  ],
]

describe.each(TEXTS)('%s', (language, labels, text) => {
  it.each(labels)('is read from %s, with a word', (label) => {
    const { text: found, notes } = read(encode(text, label))
    expect(found).toBe(text)
    expect(notes).toEqual([{ page: 1, kind: 'encoding', text: expect.stringContaining(`read as ${language} (`) }])
  })
})

it('a note says what the text was taken for, and what to do', () => {
  expect(said(encode('Склад номер семь стоит у реки, в прошлом году туда привезли чай.', 'windows-1251'))).toBe(
    'The text was read as Russian (windows-1251), which is a guess: if it makes no sense, choose another encoding.',
  )
})

it.each(['Склад у реки', 'Сдать до мая'])('few words are enough: %s', (text) => {
  for (const label of ['windows-1251', 'koi8-r', 'ibm866', 'iso-8859-5'])
    expect(read(encode(text, label)).text).toBe(text)
})

it('Japanese between escapes is no ASCII', () => {
  const text = 'すべての人間'
  const codes = [...encode(text, 'euc-jp')].map((byte) => byte & 0x7f)
  expect(read(bytes([0x1b, 0x24, 0x42], codes, [0x1b, 0x28, 0x42], ' 7')).text).toBe(`${text} 7`)
})

it('a page and an XML file say what they are in', () => {
  const page = '<html><head><meta charset="windows-1251"></head><body>Цена</body></html>'
  expect(read(encode(page, 'windows-1251'))).toEqual({ text: page, notes: [] })
  const list = '<?xml version="1.0" encoding="koi8-r"?>\n<list>Цена</list>'
  expect(read(encode(list, 'koi8-r'))).toEqual({ text: list, notes: [] })
})

describe('what makes no sense', () => {
  // EBCDIC: "THE BOATS LEAVE AT NINE" and a blank, ten times; and German of DOS, with its own letters
  const ebcdic = 'E3C8C540C2D6C1E3E240D3C5C1E5C540C1E340D5C9D5C540'
  const dos = 'Die M\x81hle f\x81r G\x84ste, sch\x94n gr\x81n, Stra\xe1e, \x9el und \x8arger, fr\x81her H\x84user'

  it.each([
    ['EBCDIC', new Uint8Array(Buffer.from(ebcdic.repeat(10), 'hex'))],
    ['an old DOS', Uint8Array.from(Buffer.from(dos, 'latin1'))],
  ])('is refused: %s', async (_, data) => {
    const error = await failure((async () => read(data))())
    expect(error.code).toBe('unsupported')
    expect(error.message).toMatch(
      /^"old\.txt" is in an encoding that SparseLens doesn't know, .+: save it as UTF-8 .+\.$/,
    )
  })
})

describe('a chosen encoding', () => {
  it('is used, and nothing is guessed', () => {
    const data = encode('Привет', 'koi8-r')
    expect(read(data, 'koi8-r')).toEqual({ text: 'Привет', notes: [] })
    expect(read(data, 'windows-1252')).toEqual({ text: 'ðÒÉ×ÅÔ', notes: [] })
    expect(read(utf32('Fähre', true), 'UTF-32LE').text).toBe('Fähre')
  })

  it('must be known', async () => {
    const error = await failure((async () => read(bytes('text'), 'klingon'))())
    expect(error.code).toBe('unsupported')
    expect(error.message).toContain('"klingon"')
  })

  it('is one of those to offer, which all decode', () => {
    for (const { label, name } of ENCODINGS) {
      expect(knownEncoding(label)).toBe(label)
      expect(name).toMatch(/^[A-Z].+ \(.+\)$/)
      expect(decode(bytes('A ferry.'), label)).toHaveLength(label.startsWith('utf-16') ? 4 : 8)
    }
    expect(['latin1', 'UTF8', 'GBK', 'sjis', 'none', 'replacement'].map(knownEncoding)).toEqual([
      'windows-1252',
      'utf-8',
      'gbk',
      'shift_jis',
      undefined,
      undefined,
    ])
  })
})
