#!/usr/bin/env bash
# Words on both sides of a line break run together in mammoth's plain text, and what a simple field shows is missing.
#
# Guess:     extractRawText of a DOCX gives a line break (Shift+Enter, as in addresses) as a line end or a blank, and the
#            text that a field shows, such as a date, a cross reference or a mail merge's name, as Word shows it.
# Behaviour: a break (w:br) is nothing at all: "Mill Lane 5" and "Vellmar" become "Mill Lane 5Vellmar"; only tabs are kept.
#            A field in its long form (w:fldChar) is read, the same field in its short form (w:fldSimple, as mail merges
#            and other programs write it) is left out with its text, in HTML as well, with no more than a message that an
#            element was ignored. The same happens to runs in w:dir and w:bdo, which set the direction of writing.
# Version:   mammoth 1.13.0
# Source:    lib/raw-text.js (convertElementToRawText: text and tabs), lib/docx/body-reader.js (no fldSimple, dir, bdo)
# Seen:      break "Mill Lane 5Vellmar", tab "Rent\t410", long field "Due 1 May", simple field "Due ", direction "Due "
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts mammoth@1.13.0 jszip@3.10.1

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import JSZip from 'jszip'
import mammoth from 'mammoth'

const OFFICE = 'http://schemas.openxmlformats.org'
const TYPES = `<Types xmlns="${OFFICE}/package/2006/content-types">
  <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
  <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>`
const RELATIONS = `<Relationships xmlns="${OFFICE}/package/2006/relationships">
  <Relationship Id="rId1" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>`

async function textOf(runs) {
  const zip = new JSZip()
  zip.file('[Content_Types].xml', TYPES)
  zip.file('_rels/.rels', RELATIONS)
  const paragraph = `<w:body><w:p>${runs}</w:p></w:body>`
  zip.file('word/document.xml', `<w:document xmlns:w="${OFFICE}/wordprocessingml/2006/main">${paragraph}</w:document>`)
  const { value } = await mammoth.extractRawText({ buffer: await zip.generateAsync({ type: 'nodebuffer' }) })
  return value.replace(/\n\n$/, '')
}
const run = (text) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
const mark = (kind) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`
const see = async (what, runs, expected) => {
  const text = await textOf(runs)
  console.log(what.padEnd(13), JSON.stringify(text))
  assert.equal(text, expected)
}

await see('break', `${run('Mill Lane 5')}<w:r><w:br/></w:r>${run('Vellmar')}`, 'Mill Lane 5Vellmar')
await see('tab', `${run('Rent')}<w:r><w:tab/></w:r>${run('410')}`, 'Rent\t410')
const instruction = '<w:r><w:instrText> DATE </w:instrText></w:r>'
const long = `${mark('begin')}${instruction}${mark('separate')}${run('1 May')}${mark('end')}`
await see('long field', run('Due ') + long, 'Due 1 May')
await see('simple field', `${run('Due ')}<w:fldSimple w:instr=" DATE ">${run('1 May')}</w:fldSimple>`, 'Due ')
await see('direction', `${run('Due ')}<w:dir w:val="ltr">${run('1 May')}</w:dir>`, 'Due ')
JS
node see.mjs
