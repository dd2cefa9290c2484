import { describe, expect, it } from 'vitest'
import { headings, ofKind, paragraphs } from '../help'
import { del, docx, ins, listed, p, run, styled, tc, tr, W } from './word_files'
import { notesOf } from './zipped'

describe('a Word file', () => {
  it('has headings by their styles, and its sections are places to cite', async () => {
    const document = await docx(
      [
        styled('Ttl', 'Harbour rules'),
        p(run('In force ') + run('since May.')),
        styled('H1', 'Fees'),
        styled('Own', 'Boats'),
        p(run('A boat pays 40.')),
        styled('H1', 'Hours'),
        p(run('Open at nine.')),
      ].join(''),
    )
    expect(document).toMatchObject({ kind: 'docx', title: 'Harbour rules' })
    expect(headings(document)).toEqual(['1 Harbour rules', '1 Fees', '2 Boats', '1 Hours'])
    expect(document.pages.map(({ label, part }) => [part, label])).toEqual([
      ['section', 'Harbour rules'],
      ['section', 'Boats'],
      ['section', 'Hours'],
    ])
    expect(document.sentences.map(({ page }) => page)).toEqual([1, 1, 2, 2, 2, 3, 3])
  })

  it('counts its lists as they are shown', async () => {
    const document = await docx(
      [
        listed(1, 0, 'Rope'),
        listed(1, 1, 'thick'),
        listed(1, 1, 'thin'),
        listed(1, 0, 'Sail'),
        listed(1, 1, 'white'),
        listed(2, 0, 'Tar'),
        listed(3, 0, 'Oars'),
        listed(3, 0, 'Nets'),
      ].join(''),
    )
    expect(ofKind(document, 'item')).toEqual([
      '1. Rope',
      '1a) thick',
      '1b) thin',
      '2. Sail',
      '2a) white',
      '• Tar',
      '7. Oars',
      '8. Nets',
    ])
  })

  it('has tracked changes as they stand, or as accepted', async () => {
    const body = [
      p(run('The fee is ') + del('40') + ins(run('45')) + run(' marks.')),
      p(run('It is due in May'), '<w:rPr><w:del w:author="Anna"/></w:rPr>'),
      p(run(' or June.')),
      `<w:p><w:moveFrom>${run('Gone from here.')}</w:moveFrom></w:p>`,
      `${p(run('Dogs pay '), '')}<w:tbl>${tr(tc(del('old row')), '<w:del/>')}${tr(tc('kept row'))}</w:tbl>`,
    ].join('')
    const asIs = await docx(body)
    expect(paragraphs(asIs)).toEqual([
      'The fee is ~~40~~ 45 marks.',
      'It is due in May',
      'or June.',
      '~~Gone from here.~~',
      'Dogs pay',
      '~~old row~~',
      'kept row',
    ])
    expect(notesOf(asIs)).toEqual([
      '1 changes: One insertion and 3 deletions in the text are tracked: it was read as it stands, with what was inserted, and what was deleted marked.',
      '1 struck: 3 passages are struck out or deleted; they stand between ~~ and ~~ in the text.',
    ])
    const accepted = await docx(body, {}, [], { accepted: true })
    expect(paragraphs(accepted)).toEqual(['The fee is 45 marks.', 'It is due in May or June.', 'Dogs pay', 'kept row'])
    expect(notesOf(accepted)[0]).toContain('as if all were accepted')
  })

  it('tells of charts, diagrams and documents of other kinds', async () => {
    const drawing = (inside: string) => `<w:r><w:drawing><a:graphicData>${inside}</a:graphicData></w:drawing></w:r>`
    const document = await docx(
      `${p(drawing('<c:chart/>') + drawing('<dgm:relIds/>') + run('Open.'))}<w:altChunk r:id="c"/>`,
    )
    expect(paragraphs(document)).toEqual(['Open.'])
    expect(notesOf(document)).toEqual([
      '1 unread: 2 charts or diagrams were not read.',
      '1 unread: One document of another kind was put into it and not read: save it anew in Word to have all of it read.',
    ])
  })

  it('tells of signs that nothing says the meaning of', async () => {
    const document = await docx(
      p(
        '<w:r><w:sym w:font="Bookshelf" w:char="F02D"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' +
          run(' Open.'),
      ),
    )
    expect(paragraphs(document)).toEqual(['☑ Open.'])
    expect(notesOf(document)).toEqual([
      '1 signs: One sign was not read: nothing says what those of the font "Bookshelf" mean.',
    ])
  })

  it('has footnotes behind their paragraphs, endnotes at the end, comments and running heads as notes', async () => {
    const refer = (name: string, id: number) => `<w:r><w:${name} w:id="${id}"/></w:r>`
    const document = await docx(
      p(
        `${run('The quay')}${refer('footnoteReference', 5)}<w:commentRangeStart w:id="0"/>${run(' is long')}<w:commentRangeEnd w:id="0"/>${refer('commentReference', 0)}${run('.')}${refer('endnoteReference', 2)}`,
      ) + p(run('The end.') + refer('footnoteReference', 6)),
      {
        'word/footnotes.xml': `<w:footnotes ${W}><w:footnote w:id="5">${p(`<w:r><w:footnoteRef/></w:r>${run(' Built in 1901.')}`)}</w:footnote><w:footnote w:id="6">${p(run('Or not.'))}</w:footnote></w:footnotes>`,
        'word/endnotes.xml': `<w:endnotes ${W}><w:endnote w:id="2">${p(run('Archive, 12.'))}</w:endnote></w:endnotes>`,
        'word/comments.xml': `<w:comments ${W}><w:comment w:id="0" w:author="Anna">${p(run('How long?'))}</w:comment></w:comments>`,
        'word/header1.xml': `<w:hdr ${W}>${p(run('Harbour office'))}</w:hdr>`,
        'word/footer1.xml': `<w:ftr ${W}>${p('')}</w:ftr>`,
      },
      [
        ['f', 'footnotes', 'footnotes.xml'],
        ['e', 'endnotes', 'endnotes.xml'],
        ['c', 'comments', 'comments.xml'],
        ['h', 'header', 'header1.xml'],
        ['g', 'footer', 'footer1.xml'],
      ],
    )
    expect(paragraphs(document)).toEqual([
      'The quay[1] is long.[i]',
      '[1] Built in 1901.',
      'The end.[2]',
      '[2] Or not.',
      '[i] Archive, 12.',
    ])
    expect(notesOf(document)).toEqual([
      '1 comment: A comment on "is long" says: "How long?"',
      '1 apart: The head of its pages says: "Harbour office"',
    ])
  })

  it('has tables by rows, with the words of their header', async () => {
    const bold = (text: string) => tc(run(text, '<w:b/>'))
    const document = await docx(
      `<w:tbl>${tr(bold('Town') + bold('Houses') + bold('Note'))}${tr(tc('Vellmar') + tc('120') + tc('old'))}${tr(tc('Quay') + tc('31') + tc(''))}${tr(tc('Both', '<w:gridSpan w:val="2"/>') + tc('so'))}</w:tbl>` +
        `<w:tbl>${tr(`${tc('Left')}<w:tc>${p(run('One.'))}${p(run('Two.'))}${p(run('Three.'))}</w:tc>`)}</w:tbl>`,
    )
    expect(paragraphs(document)).toEqual([
      'Town | Houses | Note',
      'Vellmar | Houses: 120 | Note: old',
      'Quay | Houses: 31 | Note:',
      'Both | Note: so',
      'Left',
      'One.',
      'Two.',
      'Three.',
    ])
  })

  it('leaves out what does not show, pictures and macros, and says so', async () => {
    const body =
      p(`${run('Seen.')}${run(' Unseen.', '<w:vanish/>')}`) +
      styled('Secret', 'Secret.') +
      p(
        '<w:r><w:drawing><a:blip r:embed="p1"/></w:drawing></w:r><w:r><w:drawing><a:blip r:link="p2"/></w:drawing></w:r>',
      ) +
      p(
        `<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>${p(run('In a box.'))}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p(run('In a box.'))}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
      ) +
      p(`<w:r><w:t>By</w:t><w:tab/><w:t>hand</w:t><w:br/><w:t>Anna</w:t></w:r>${run('Gone', '<w:strike/>')}`) +
      `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${p(run('Click here.'))}</w:sdtContent></w:sdt>`
    const rels: [string, string, string][] = [
      ['p1', 'image', 'media/1.png'],
      ['p2', 'image', 'https://quay.example/beacon.png'],
      ['v', 'vbaProject', 'vbaProject.bin'],
    ]
    const document = await docx(body, {}, rels)
    expect(paragraphs(document)).toEqual(['Seen.', 'In a box.', 'By hand', 'Anna~~Gone~~'])
    expect(notesOf(document)).toEqual([
      '1 struck: One passage is struck out or deleted; it stands between ~~ and ~~ in the text.',
      '1 hidden: 2 hidden passages were not read.',
      '1 unread: One picture was not read.',
      '1 unread: One picture was not fetched from elsewhere.',
      '1 unread: It holds macros, which were neither run nor read.',
    ])
    expect((await docx(body, {}, rels, { hidden: true })).text).toContain('Seen.[hidden: Unseen.]')
  })

  const fld = (type: string, data = '') => `<w:r><w:fldChar w:fldCharType="${type}">${data}</w:fldChar></w:r>`
  const instr = (text: string) => `<w:r><w:instrText>${text}</w:instrText></w:r>`

  it('has what its fields show, not what they ask', async () => {
    const page = `${fld('begin')}${instr(' PAGEREF a ')}${fld('separate')}${run('7')}${fld('end')}`
    const document = await docx(
      [
        p(`${run('See page ')}${page}${run('.')}`),
        // a field in what another one asks: its result isn't shown
        p(
          `${fld('begin')}${instr(' IF ')}${page}${instr(' = 7 "a" "b" ')}${fld('separate')}${run('Yes.')}${fld('end')}`,
        ),
        p(`<w:fldSimple w:instr=" DATE ">${run('3 May 2024')}</w:fldSimple>`),
        // one without an end takes nothing else along
        p(`${run('Left')}${fld('begin')}${instr(' TOC ')}${run('unseen')}`),
        p(run('Right')),
        p(
          `${fld('begin', '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>')}${instr(' FORMCHECKBOX ')}${fld('end')}${run('insured')}`,
        ),
        p(
          `${fld('begin', '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="oak"/><w:listEntry w:val="steel"/></w:ddList></w:ffData>')}${instr(' FORMDROPDOWN ')}${fld('end')}`,
        ),
        p(
          '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:sym w:font="Symbol" w:char="F06D"/></w:r><w:r><w:sym w:font="Arial" w:char="2264"/></w:r>',
        ),
      ].join(''),
    )
    expect(paragraphs(document)).toEqual([
      'See page 7.',
      'Yes.',
      '3 May 2024',
      'Left',
      'Right',
      '[x] insured',
      'steel',
      '☑μ≤',
    ])
  })

  it('has headings and lists with the numbers of their own levels', async () => {
    const styles = `<w:styles ${W}>
      <w:style w:styleId="A"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>
      <w:style w:styleId="B"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style></w:styles>`
    const level = (at: number, format: string, text: string, more = '') =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`
    const numbering = `<w:numbering ${W}>
      <w:abstractNum w:abstractNumId="5">${level(0, 'upperRoman', 'Article %1', '<w:pStyle w:val="A"/>')}${level(1, 'decimal', '%1.%2', '<w:pStyle w:val="B"/><w:isLgl/>')}${level(2, 'ordinal', '%3:', '<w:lvlRestart w:val="0"/>')}</w:abstractNum>
      <w:num w:numId="9"><w:abstractNumId w:val="5"/></w:num></w:numbering>`
    const document = await docx(
      [
        styled('A', 'Fees'),
        styled('B', 'Boats'),
        listed(9, 2, 'oars'),
        styled('A', 'Hours'),
        styled('B', 'Winter'),
        styled('B', 'Summer'),
        listed(9, 2, 'nets'),
      ].join(''),
      { 'word/styles.xml': styles, 'word/numbering.xml': numbering },
    )
    expect(paragraphs(document)).toEqual([
      'Article I Fees',
      '1.1 Boats',
      '1st: oars',
      'Article II Hours',
      '2.1 Winter',
      '2.2 Summer',
      '2nd: nets',
    ])
  })

  it('says what goes on over several rows in each of them, and names each column that a header spans', async () => {
    const over = (text: string) => tc(text, '<w:vMerge w:val="restart"/>')
    const on = tc('', '<w:vMerge/>')
    const head = '<w:tblHeader/>'
    const document = await docx(
      `<w:tbl>${tr(over('Town') + tc('2023', '<w:gridSpan w:val="2"/>'), head)}${tr(on + tc('Houses') + tc('Wells'), head)}${tr(over('Vellmar') + tc('120') + tc('3'))}${tr(on + tc('121') + tc('4'))}</w:tbl>`,
    )
    expect(paragraphs(document)).toEqual([
      'Town | 2023 | 2023',
      'Town | Houses | Wells',
      'Vellmar | 2023 Houses: 120 | 2023 Wells: 3',
      'Vellmar | 2023 Houses: 121 | 2023 Wells: 4',
    ])
  })

  it('has no text in the colour of its paper or of no size, unless something is painted under it', async () => {
    const white = '<w:color w:val="FFFFFF"/>'
    const body =
      p(`${run('Seen.')}${run(' White.', white)}${run(' Tiny.', '<w:sz w:val="1"/>')}`) +
      p(run('On black.', `${white}<w:shd w:val="clear" w:fill="000000"/>`)) +
      p(run('Under a marker.', `${white}<w:highlight w:val="blue"/>`)) +
      p(run('On a bar.', white), '<w:shd w:val="clear" w:fill="204060"/>') +
      `<w:tbl>${tr(tc(run('In a table.', white)))}</w:tbl>` +
      `<w:tbl><w:tblPr><w:shd w:val="clear" w:fill="204060"/></w:tblPr>${tr(tc(run('In a painted table.', white)))}</w:tbl>`
    const document = await docx(body)
    expect(paragraphs(document)).toEqual(['Seen.', 'On black.', 'Under a marker.', 'On a bar.', 'In a painted table.'])
    expect(notesOf(document)).toEqual(['1 hidden: 3 hidden passages were not read.'])
    const painted = await docx(body.replace('<w:body>', ''), {
      'word/document.xml': `<w:document ${W}><w:background w:color="204060"/><w:body>${p(run('Seen.', white))}</w:body></w:document>`,
    })
    expect(painted.text).toBe('Seen.')
  })

  it('has what content controls hold, wherever they stand, and moved text at both places', async () => {
    const sdt = (content: string) => `<w:sdt><w:sdtPr/><w:sdtContent>${content}</w:sdtContent></w:sdt>`
    const document = await docx(
      sdt(p(run('A block.'))) +
        p(run('Name: ') + sdt(run('Anna'))) +
        `<w:tbl>${sdt(tr(sdt(tc('in a row')) + tc(sdt(run('in a cell')))))}</w:tbl>` +
        `<w:p><w:moveFrom w:id="1">${run('Moved.')}</w:moveFrom></w:p><w:p><w:moveTo w:id="1">${run('Moved.')}</w:moveTo></w:p>`,
    )
    expect(paragraphs(document)).toEqual(['A block.', 'Name: Anna', 'in a row | in a cell', '~~Moved.~~', 'Moved.'])
  })
})
