import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Parser } from 'htmlparser2'
import { afterEach, describe, expect, it } from 'vitest'
import { DARK, LIGHT } from '../../../../../electron/export/html/style'
import { writeExport } from '../../../../../electron/export/write'
import type { DocumentNote } from '../../../../../electron/shared/document/types'
import { html } from '../../../../../electron/shared/escape_html'
import type { ExportedAnswer } from '../../../../../electron/shared/ipc/export_data'
import { type Made, made } from '../made'

let one: Made | undefined
afterEach(() => {
  if (one) rmSync(one.folder, { recursive: true })
  one = undefined
})

async function report(
  text: string,
  changes?: (answer: ExportedAnswer) => void,
  notes?: DocumentNote[],
): Promise<string> {
  one = await made(text, changes, notes)
  const order = one.order('report')
  await writeExport(order)
  return readFileSync(order.to, 'utf8')
}

const EVIL = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style></head><body onload=alert(1)>',
  '</title><script src=//evil.example/x.js></script>',
  '<!-- --><svg/onload=alert(1)>',
  '&lt;script&gt; &#60;b&#62;',
  '<iframe srcdoc="<script>1</script>">',
  'nothing\u202egnp.exe\u0000\u0007',
].join(' ')

/** All elements of a page with their attributes, and its text. */
function parsed(page: string) {
  const elements: { name: string; attributes: Record<string, string> }[] = []
  let text = ''
  const parser = new Parser({
    onopentag: (name, attributes) => elements.push({ name, attributes }),
    ontext: (part) => {
      text += part
    },
  })
  parser.end(page)
  return { elements, text }
}

describe('the report', () => {
  it('says what a reader ticked and noted', async () => {
    const page = await report('The rent is due.', (answer) => {
      answer.reviews = [{ sentence: 0, verified: true, note: 'Seen <b>there</b>.', at: Date.UTC(2026, 0, 4) }]
    })
    const { text } = parsed(page)
    expect(text).toContain('✓ Verified by a reader on 2026-01-04: Seen <b>there</b>.')
    expect(text).toContain('1 of 1 sentence verified by a reader.')
  })

  it('says what the answer rests on and where all comes from', async () => {
    const page = await report('The rent is due.\n\nThe boat is blue.')
    const { text, elements } = parsed(page)
    for (const part of ['What is it about?', 'It is about rent.', 'evidence 3.00', 'entered attention 2 times']) {
      expect(text).toContain(part)
    }
    for (const fact of [
      'Fake (deepseek32, 2 layers)',
      'abc123',
      'seed 7',
      'SparseLens 1.2.3',
      '2026-02-03',
      one!.order('report').sha256,
    ]) {
      expect(text).toContain(fact)
    }
    const link = elements.find(({ attributes }) => attributes.href === '#u0')
    expect(link).toBeDefined()
    expect(elements.find(({ attributes }) => attributes.id === 'u0')?.attributes.class).toContain('s1a')
    expect(text).toContain('The boat is blue.')
  })

  it('never says of a model without indexers that something entered attention', async () => {
    const { text } = parsed(
      await report('The rent is due.\n\nThe boat is blue.', ({ result }) => {
        result!.model.measure = 'attention mass'
        result!.computed = [{ what: 'attention', when: 'reading', device: 'CPU (llama.cpp)', way: 'whole', nodes: 2 }]
      }),
    )
    expect(text).toContain('among the most attended 2 times')
    expect(text).toContain('Attention mass is the share of attention that a token got')
    expect(text).toContain('Attention: CPU (llama.cpp), whole, as nothing was left out.')
    expect(text).not.toMatch(/entered attention|selections/i)
  })

  it('takes everything that documents and models say for text', async () => {
    const page = await report(`${EVIL.replace(/\p{Cc}/gu, '')}\n\nThe rent is due.`, (answer) => {
      answer.request = { kind: 'question', question: EVIL }
      answer.sentences[0]!.text = EVIL
      answer.sentences[0]!.evidence[0]!.text = EVIL
      answer.result!.model.name = EVIL
      answer.result!.model.sha256 = EVIL
      answer.problem = EVIL
    })
    const { elements, text } = parsed(page)
    const names = new Set(elements.map(({ name }) => name))
    for (const name of ['script', 'img', 'iframe', 'object', 'link', 'form']) expect(names).not.toContain(name)
    const attributes = elements.flatMap((element) => Object.entries(element.attributes))
    expect(attributes.filter(([name]) => name.startsWith('on') || name === 'style' || name === 'src')).toEqual([])
    for (const [name, value] of attributes) if (name === 'href') expect(value).toMatch(/^#[\w-]+$/)
    expect(text.split('<script>alert(1)</script>').length).toBeGreaterThan(5)
    expect(text).toContain('&lt;script&gt; &#60;b&#62;')
    expect(page).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u)
  })

  it('draws struck-out words so, in the text and in the evidence, and tells how it was read', async () => {
    const page = await report('The rent is ~~900 euros~~ 950 euros.', undefined, [
      { page: 1, kind: 'struck', text: 'Two words are struck out.' },
      { page: 1, kind: 'hidden', text: 'Three lines can’t be seen.' },
    ])
    expect(page.split('<s>900 euros</s>')).toHaveLength(3)
    expect(page).not.toContain('~~')
    const { text } = parsed(page)
    for (const said of ['Three lines can’t be seen.', "Text that can't be seen was not read."])
      expect(text).toContain(said)
  })

  it('leaves tildes alone where nothing is struck out', async () => {
    expect(await report('A ~~line~~ of tildes.', undefined, [])).toContain('A ~~line~~ of tildes.')
  })

  it('allows itself nothing but its own style', async () => {
    const { elements } = parsed(await report('The rent is due.'))
    const policy = elements.find(({ attributes }) => attributes['http-equiv'])?.attributes.content
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'$/)
    expect(elements.filter(({ attributes }) => attributes.style !== undefined)).toEqual([])
    const ids = elements.map(({ attributes }) => attributes.id).filter(Boolean)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('has the colours of the window', () => {
    const tokens = readFileSync(join(import.meta.dirname, '../../../../../renderer/design/tokens.css'), 'utf8')
    const [light, dark] = tokens.split(':root[data-theme="dark"]')
    const value = (css: string, name: string) => new RegExp(`--${name}: ([^;]+);`).exec(css)?.[1]
    for (const [name, colour] of Object.entries(LIGHT)) expect([name, value(light!, name)]).toEqual([name, colour])
    for (const [name, colour] of Object.entries(DARK)) {
      expect([name, value(dark!, name) ?? value(light!, name)]).toEqual([name, colour])
    }
  })

  it('is nothing at all where it is stopped', async () => {
    one = await made('The rent is due.')
    const stopped = writeExport(one.order('report'), { signal: AbortSignal.abort(new Error('stopped')) })
    await expect(stopped).rejects.toThrow('stopped')
  })
})

it('html`` escapes in text and in attributes', () => {
  expect(html`<a title="${'"\'<&>'}">${['<', html`<b>`, false, undefined, 1]}</a>`.text).toBe(
    '<a title="&quot;&#39;&lt;&amp;&gt;">&lt;<b>1</a>',
  )
})
