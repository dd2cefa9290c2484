import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ResultSchema } from '../../electron/cli/schema'
import { type RawModel, Value } from '../fixtures/models/raw_model'
import {
  addNextTokenBlock,
  changedModel,
  makePuppet,
  patchedModel,
  setTemplate,
  useDeepSeekTokens,
} from '../fixtures/models/real_files'
import { lastLine, runCli } from './run_cli'

/** Model files as people have them, asked on the command line. */

const folder = mkdtempSync(join(tmpdir(), 'sparselens-real-'))
afterAll(() => rmSync(folder, { recursive: true }))

const NOTE = join(folder, 'note.txt')
writeFileSync(NOTE, 'The old mill was sold in May to a baker from the next village. The wheel still turns.\n')
const ASK = [NOTE, '--ask', 'Who bought the mill?', '--json', '--model']

interface TraceHead {
  layers: number
  tokens: { text: string }[]
  promptLength: number
}

/** The answer, and what its trace says of layers and prompt. */
async function asked(name: string, change: (model: RawModel) => void, ...args: string[]) {
  const trace = join(folder, `${name}.jsonl`)
  const model = changedModel(folder, `${name}.gguf`, change)
  const { status, stdout, stderr } = await runCli([...ASK, model, '--trace', trace, ...args])
  expect({ status, stderr }).toMatchObject({ status: 0 })
  const [head, ...rows] = readFileSync(trace, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const { tokens, promptLength, layers } = head as TraceHead
  const told = new Set(rows.filter(({ positions }) => positions.length > 0).map(({ layer }) => layer))
  const prompt = tokens
    .slice(0, promptLength)
    .map(({ text }) => text)
    .join('')
  return { result: ResultSchema.parse(JSON.parse(stdout)), layers, told: [...told].sort(), prompt, stderr }
}

it('a block that predicts a further token is no layer, anywhere', async () => {
  const { result, layers, told } = await asked('next', (model) => addNextTokenBlock(model), '--max-tokens', '4')
  expect({ answer: result.model.layers, trace: layers, told }).toEqual({ answer: 2, trace: 2, told: [0, 1] })
})

describe("a model with DeepSeek's tokens", () => {
  const FRAME = /^<｜begin▁of▁sentence｜><｜User｜>[\s\S]*<｜Assistant｜><\/think>$/

  it('and no template gets its frame, which is said once', async () => {
    const { prompt, stderr } = await asked('deepseek', (model) => useDeepSeekTokens(model), '--max-tokens', '4')
    expect(prompt).toMatch(FRAME)
    expect(stderr.match(/DeepSeek-V3.2's own frame/g)).toHaveLength(1)
  })

  it('gets the same from a template of its own', async () => {
    const template =
      "{{ bos_token }}{% for m in messages %}{{ '<｜User｜>' + m['content'] }}{% endfor %}{{ '<｜Assistant｜></think>' }}"
    const own = await asked('own', (model) => useDeepSeekTokens(model, template), '--max-tokens', '4')
    expect(own.prompt).toMatch(FRAME)
    expect(own.stderr).not.toContain('frame')
  })
})

describe('a model without a template', () => {
  it('is refused, and says how to name one', async () => {
    for (const template of ['', ' ']) {
      const model = changedModel(folder, `empty${template.length}.gguf`, setTemplate(template))
      const { status, stderr } = await runCli([...ASK, model])
      expect(status).toBe(4)
      expect(lastLine(stderr)).toMatch(/no chat template; name a Jinja file with --template FILE/)
    }
  })

  it('takes the named one', async () => {
    const file = join(folder, 'frame.jinja')
    writeFileSync(file, "{% for m in messages %}<{{ m['content'] }}>{% endfor %}Answer:")
    const { prompt } = await asked('named', setTemplate(''), '--template', file, '--max-tokens', '4')
    expect(prompt).toMatch(/^<Read the document[\s\S]*Who bought the mill\?>Answer:$/)
  })
})

it('a text begins with the token that it must begin with, whether the template writes it or not', async () => {
  const begins = (template: string) => (model: RawModel) => {
    setTemplate(template)(model)
    model.values.set('tokenizer.ggml.add_bos_token', Value.bool(true))
  }
  const plain = "{% for m in messages %}{{ m['content'] }}{% endfor %}A:"
  const left = await asked('begin-left', begins(plain), '--max-tokens', '4')
  const own = await asked('begin-own', begins(`{{ bos_token }}${plain}`), '--max-tokens', '4')
  expect(left.prompt).toMatch(/^<\|im_start\|>Read the document/)
  expect(own.prompt).toBe(left.prompt)
})

describe('an answer', () => {
  // the prompt of the tiny model ends with a line
  const [FIRST, WORDS] = ['\n', ['quay', 'mill', 'lock', 'ferry', 'chapel', 'yard']]

  it('that loops inside a sentence ends, and has said it once', async () => {
    const chain = [FIRST, 'The plan is', ' the plan for', ' the plan of', ' the plan for']
    const { result } = await asked('loop', makePuppet(chain))
    expect(result.answer).toMatchObject({ text: 'The plan is the plan for the plan of', stopped: 'end' })
  })

  it('of one long sentence is not cut', async () => {
    const things = ['old', 'new', 'blue', 'long'].flatMap((kind) => WORDS.map((word) => ` the ${kind} ${word} and`))
    const { result } = await asked('long', makePuppet([FIRST, 'It names', ...things, ' no more.']))
    expect(result.answer.text).toBe(`It names${things.join('')} no more.`)
  })
})

describe('a model that thinks', () => {
  const OPENS = "{% for m in messages %}{{ m['content'] }}{% endfor %}{% if thinking %}<think>{% endif %}{{ '\\n' }}"
  const chain = ['\n', 'Hm', ', June', '!', '</', 'think', '>', 'In', ' May', '.']
  const thinker = (words: readonly string[]) => (model: RawModel) => {
    setTemplate(OPENS)(model)
    makePuppet(words)(model)
  }

  it('tells its answer apart, also in the trace', async () => {
    const { result } = await asked('thinks', thinker(chain), '--think')
    expect(result.answer).toMatchObject({
      text: 'In May.',
      tokens: 9,
      thinking: { text: 'Hm, June!', tokens: 6, closed: true },
      sentences: [{ text: 'In May.' }],
    })
    const [head, ...rows] = readFileSync(join(folder, 'thinks.jsonl'), 'utf8').trimEnd().split('\n')
    expect(JSON.parse(head!).thinking).toBe(6)
    // rows of all tokens, thought or answered
    expect(rows).toHaveLength(2 * 9)
  })

  it('and comes to no end says that there is no answer', async () => {
    const { result } = await asked('endless', thinker(chain), '--think', '--max-tokens', '3')
    expect(result.answer).toMatchObject({ text: '', sentences: [], stopped: 'length', thinking: { closed: false } })
  })

  it('does so only if it is asked to, and another model is refused', async () => {
    const { result } = await asked('quiet', thinker(['\n', 'In', ' May', '.']))
    expect(result.answer).toMatchObject({ text: 'In May.', tokens: 3 })
    expect(result.answer).not.toHaveProperty('thinking')
    const { status, stderr } = await runCli([NOTE, '--ask', 'When?', '--think'])
    expect(status).toBe(2)
    expect(lastLine(stderr)).toMatch(/can't be told to think: its chat template has no such mode; leave out --think/)
  })

  it("thinks in DeepSeek's own form where it has no template", async () => {
    const { prompt } = await asked(
      'deepseek-thinks',
      (model) => useDeepSeekTokens(model),
      '--max-tokens',
      '4',
      '--think',
    )
    expect(prompt).toMatch(/<｜Assistant｜><think>$/)
  })
})

it('a file that needs another SparseLens or conversion is not called damaged', async () => {
  const big = patchedModel(folder, 'big.gguf', 4, Uint8Array.of(0, 0, 0, 3))
  const { status, stderr } = await runCli([...ASK, big])
  expect(status).toBe(4)
  expect(lastLine(stderr)).toMatch(/big-endian/)
  expect(lastLine(stderr)).not.toMatch(/damaged|cut off|download it again/)
})
