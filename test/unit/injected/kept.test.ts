import { readFileSync, rmSync } from 'node:fs'
import { Parser } from 'htmlparser2'
import { lexer, type Token, walkTokens } from 'marked'
import { expect, it } from 'vitest'
import { writeExport } from '../../../electron/export/write'
import { made } from '../electron/export/made'
import { injectedDocuments } from './documents'

/** Exports of an answer that obeys: opened anywhere, they load nothing and lead nowhere. */

const texts = (await injectedDocuments()).map(({ what, content, read }) => {
  const whole = typeof content === 'string' ? content : (read ?? 'The rent is 90.')
  return [what, whole.replace(/\s+/g, ' ').trim()] as const
})

async function exported(kind: 'report' | 'markdown', text: string): Promise<string> {
  const one = await made(`${text}\n\nThe boat is blue.`, (answer) => {
    answer.text = text
    for (const sentence of [...answer.sentences, ...answer.result!.generations[0]!.answer.sentences]) {
      sentence.text = text
      sentence.evidence = sentence.evidence.map((item) => ({ ...item, text }))
      sentence.unfound = [text]
    }
  })
  try {
    const order = one.order(kind)
    await writeExport(order)
    return readFileSync(order.to, 'utf8')
  } finally {
    rmSync(one.folder, { recursive: true })
  }
}

it.each(texts)('a web page: %s', async (_what, text) => {
  const wrong: string[] = []
  const parser = new Parser({
    onopentag(name, attributes) {
      if (/^(?:script|img|iframe|object|embed|link|base|form|video|audio)$/.test(name)) wrong.push(name)
      for (const [key, value] of Object.entries(attributes)) {
        const leads = /^(?:href|xlink:href)$/.test(key)
          ? !value.startsWith('#') && !value.startsWith('data:image/')
          : false
        if (leads || /^(?:on|src|srcset|srcdoc|action)/.test(key)) wrong.push(`${name} ${key}="${value}"`)
      }
    },
  })
  const page = await exported('report', text)
  parser.end(page)
  expect(wrong).toEqual([])
  expect(page).toContain(`content="default-src &#39;none&#39;;`)
})

it.each(texts)('Markdown: %s', async (_what, text) => {
  const wrong: string[] = []
  const look = (token: Token) => {
    if (/^(?:link|image|html|def)$/.test(token.type)) wrong.push(token.raw)
  }
  walkTokens(lexer(await exported('markdown', text)), look)
  expect(wrong).toEqual([])
})
