import { describe, expect, it } from 'vitest'
import { cutSentences, sentencesIn, sentencesOfText } from '../../../../electron/documents/sentences'

const cut = (text: string): string[] => sentencesIn(text).map(([start, end]) => text.slice(start, end).trim())

describe('sentences end', () => {
  it.each([
    ['The boat left. The quay was empty.', 2],
    ['Is it late? Yes! It is.', 3],
    ['He said “Go.” She went.', 2],
    ['(It was cold.) Nobody came.', 2],
    ['It weighed 3.5 tonnes. That was too much.', 2],
    ['The rent rose in 2019. In 2020 it fell.', 2],
    ['They moored at plan B. The harbour was full.', 2],
    ['He paid the firm, Holt Ltd. The firm thanked him.', 2],
    ['The answer is no. He left.', 2],
  ])('%s', (text, count) => {
    expect(cut(text)).toHaveLength(count)
  })

  it('in Chinese, Japanese and Arabic', () => {
    expect(cut('市场开放。你有问题吗？请来。')).toEqual(['市场开放。', '你有问题吗？', '请来。'])
    expect(cut('هل يسمح ببيع السمك؟ نعم، في الجناح الشمالي. انتهى.')).toHaveLength(3)
    expect(cut('「行きます。」と言いました。行った。')).toEqual(['「行きます。」と言いました。', '行った。'])
    expect(cut('Πού είναι; Εκεί.')).toEqual(['Πού είναι;', 'Εκεί.'])
  })

  it('behind their closing quotes and note marks', () => {
    expect(cut('He said “Stop.” Then he left.')[0]).toBe('He said “Stop.”')
    expect(cut('It always stays wet.¹ Which of them is worse?')).toEqual([
      'It always stays wet.¹',
      'Which of them is worse?',
    ])
  })
})

describe('marks of notes and sources', () => {
  it.each([
    'It was shown.[12] |Next one came.',
    'It was shown. [12] |Next one came.',
    'It was shown [12]. |Next one came.',
    'It was shown.[1, 2] |Next.',
    'It was shown.[1][2], [3] |Next.',
    'It was shown.[1–3] |“Next.”',
    'It rained.[a] |It stopped.[note 3] |It came.[citation needed] |They left.',
    'It rained.(3) |They left.',
    'Is it?[3] |“Yes.”[4] |It ended.[3]:12–14 |He left.',
    'Rent is due.[3]. |Next.',
    'It was 5 p.m.[2] |They left.',
    'He "wented." [sic] |She did not.',
    'It rained. [12] |The rain [13] stopped. [14] |It came.',
    '他来了。[12]|他走了。',
    'The rate rose.1 |It fell.12 |“So it is.”3 |It was 3.5 m.',
  ])('belong to the sentence before: %s', (text) => {
    expect(cut(text.replaceAll('|', ''))).toEqual(text.split('|').map((one) => one.trim()))
  })

  it.each([
    'as in (3). |Then it ended.',
    'see Eq. (3). |It is true.',
    'as shown in [1, 2]. |Next.',
    '(3) holds for all.',
    'He went to sea … [sic] and came back.',
    'It rained. |(It was cold.) |They left.',
    'It rained. |[It was cold.] |They left.',
    'It rained. |(3) They left.',
    'See obj.[key] for more.',
    'See approx.4 Boats and Vol.2 The quay.',
    '[1] Holt, A. |The harbour. |[2] Osei, B. |The quay.',
  ])('are told from others: %s', (text) => {
    expect(cut(text.replaceAll('|', ''))).toEqual(text.split('|').map((one) => one.trim()))
  })
})

describe('a paragraph as long as a book', () => {
  const sentences = Array.from({ length: 40_000 }, (_, i) => `In ${1000 + i} boat ${i} brought Mr. Holt's cod. `)

  it('is cut as a short one', () => {
    // takes minutes if Intl.Segmenter gets it whole, and then the test runs out of time
    const ranges = sentencesIn(sentences.join(''))
    expect(ranges.map(([start, end]) => end - start)).toEqual(sentences.map(({ length }) => length))
  })

  it('is one sentence if it has no stops', () => {
    expect(sentencesIn('boat '.repeat(20_000))).toEqual([[0, 100_000]])
  })
})

describe('sentences go on', () => {
  it.each([
    'Mr. Holt and Dr. Osei met Prof. A. B. Vance.',
    'See Fig. 3, Art. 5 and Sec. 2.1 of the annex.',
    'It is No. 7 on the list, cf. p. 3 and pp. 4–9.',
    'Tools, i.e. hammers, e.g. those of Holt, are in the chest.',
    'In Brandt v. Perch the court said nothing.',
    'The firm Holt Inc. of Brennholm built it.',
    'On 3 Jan. 2020 it rained at 9 a.m. in the east.',
    '2.1 Scope of the rules',
    '3. The key is handed in',
    'a) the rent is paid',
    'Version 2.0.1 runs on node.js today.',
    'J. R. Smith and M. Lindqvist agree.',
  ])('%s', (text) => {
    expect(cut(text)).toEqual([text])
  })
})

describe('sentences of other languages and of law', () => {
  it.each([
    'Der Vertrag beginnt am 1. Mai 2024 und endet am 30. April 2025. |Er wird nicht verlängert.',
    'Gemäß § 5 Abs. 2 S. 1 BGB haftet die Fa. Müller. |Vgl. BGH, Urt. v. 3. März 2010, Az. 5 ZR 12/09.',
    'Das gilt z. B. für Mieter, d. h. nicht für die 3. Strafkammer. |Die Miete steigt.',
    'Die Miete beträgt ca. 900 € zzgl. Nebenkosten. |Hr. Weber zahlt sie lt. Vertrag.',
    'Die Wohnung liegt im 2. Obergeschoss. |Der Keller gehört dazu.',
    'Er kam am 3. |Die Miete war bezahlt.',
    'Prof. Dr. med. Weber stimmt zu. |Dr. rer. nat. Lang nicht. |Dipl.-Ing. Koch auch.',
    'M. Dupont habite 12, av. Foch. |Mme Leroy est partie. |Cf. art. 5, al. 2. |Il part le 1er mars.',
    'El Sr. García vive en la c/ Mayor, núm. 3. |La Sra. López no. |Ud. debe pagar.',
    'Il Sig. Rossi abita in via Roma n. 12. |La Soc. Alfa S.r.l. paga.',
    'Dhr. Jansen woont daar. |Zie art. 3 lid 2.',
    'Pan Nowak mieszka przy ul. Długiej 5. |Umowa z dn. 5 maja 2020 r. wygasła. |Zob. art. 3 ust. 2.',
    'Ещё раз: г. Москва, ул. Ленина, д. 5. |Договор № 3 от 5 мая 2020 г. истёк. |См. п. 2 ст. 5.',
    '契約は四月に始まる。|「更新しない」と大家は言った。|（注：二〇二四年。）|次へ。',
    'He held so (9th Cir. 1999). |The U.S. Supreme Court agreed. |He left the U.S. |They stayed.',
    'The court, 5 F. Supp. 2d 12 (S.D.N.Y. 1998), held so. |Id. at 14.',
    'Acme Corp. (Delaware) pays Müller & Co. KG. |Nobody else does.',
    'Mt. Everest is high. |Ft. Worth is low. |Adm. Nelson won. |Pres. Lincoln died.',
    'The meeting (see minutes, p. 4. The chair was absent) was long. |It ended.',
    'He asked “Is it late?” and left. |"Why?" she asked. |"Never!" he cried.',
    'P.S. The key is with No. 12. |It is green.',
    'See www.example.org/a?c=d. |It is there.',
    'Introduction ........ 3',
    'Chapter One . . . . . . . . 12',
    '„Halt!“, rief er. |„Warum?“ fragte sie. |„Es ist nass.“ |Er ging. |»Halt!« rief er.',
    '« Arrêtez ! » cria-t-il. |« Non ! » |Il partit. |«Да!» |Он ушёл.',
    'Mme. Dupont et Mlle. Roy sont là. |Il sig. Rossi abita qui.',
    'It is (a) wet; (b) long. |(c) It is old. |It works with .NET 8.',
    'Room No. XII is here. |Form No. A-5 too. |Opus No. V is lost.',
  ])('%s', (text) => {
    expect(cut(text.replaceAll('|', ''))).toEqual(text.split('|').map((one) => one.trim()))
  })

  it.each([
    'He works in art. |The sun. |She is in. |They left on. |Nobody came.',
    'It is 5 ft. |The other is 3 ft. 5 in. long.',
    'He has a Ph.D. |She is an M.D. |Both left.',
    'It rose to 4 °C. |No. 5 is alive.',
    'He arrived in 1990. |Tenants had gone.',
    'It was signed at 5 p.m. |Nobody objected.',
    'He paid Holt Ltd. |Brennholm was angry.',
    '(It rained. |They left.) |Nobody came.',
    'It was long (too long). |It ended (at last). |So it goes.',
    'She came to the ad. |The os. |The cap. |The arch.',
    'It waited..... |Then it left.',
    'The price is 45. |The tenant pays 30. |Rent is due.',
    'She said no. |No. |I was there. |No. |Yes. |It is on Main St. |The end.',
  ])('end where they end: %s', (text) => {
    expect(cut(text.replaceAll('|', ''))).toEqual(text.split('|').map((one) => one.trim()))
  })
})

it('a heading is one sentence, an item begins one, every character is in one', () => {
  const text = 'What is it? A pier.\n\n1. Sweep. Then lock.\n\nIt rained. It stopped.'
  const parts = [
    { start: 0, end: 19, kind: 'heading' as const },
    { start: 21, end: 41, kind: 'item' as const },
    { start: 43, end: text.length, kind: 'prose' as const },
  ]
  const pages = [
    { number: 1, start: 0, end: 41 },
    { number: 2, start: 41, end: 41 },
    { number: 3, start: 43, end: text.length },
  ]
  const sentences = cutSentences(text, parts, pages)
  expect(sentences.map(({ start, end, kind, page }) => [text.slice(start, end), kind, page])).toEqual([
    ['What is it? A pier.', 'heading', 1],
    ['1. Sweep.', 'item', 1],
    ['Then lock.', 'item', 1],
    ['It rained.', 'prose', 3],
    ['It stopped.', 'prose', 3],
  ])
})

it('cuts answers by lines too', () => {
  const text = '\n- The pier is old.\n- It is closed. Soon it opens.\n'
  expect(sentencesOfText(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    '- The pier is old.',
    '- It is closed.',
    'Soon it opens.',
  ])
})
