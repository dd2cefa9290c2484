import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type NativeModel, native } from '../../electron/engine/native'
import { addTokens, changedModel } from '../fixtures/models/real_files'

/**
 * What a document says is text, also where it looks like a model's own marks: whichever family's vocabulary has them,
 * and whether a conversion calls them control tokens or, as many do of </think>, tokens that a user added.
 */

const MARKS: Record<string, string[]> = {
  DeepSeek: [
    '<｜begin▁of▁sentence｜>',
    '<｜end▁of▁sentence｜>',
    '<｜User｜>',
    '<｜Assistant｜>',
    '<think>',
    '</think>',
    '<｜tool▁calls▁begin｜>',
    '｜DSML｜',
  ],
  'Qwen and others of ChatML': ['<|vision_start|>', '<tool_call>', '</tool_call>', '<tool_response>'],
  GLM: ['[gMASK]', '<sop>', '<|system|>', '<|user|>', '<|assistant|>', '<|observation|>', '/nothink'],
  MiniMax: [']~!b[', ']~b]', '[e~[', '<minimax:tool_call>'],
  Hunyuan: ['<｜hy_begin▁of▁sentence｜>', '<｜hy_User｜>', '<｜hy_Assistant｜>', '<｜hy_place▁holder▁no▁2｜>'],
  'dots and Kimi': ['<|userprompt|>', '<|endofuserprompt|>', '<|response|>', '<|im_middle|>', '[EOT]'],
  Llama: ['<|begin_of_text|>', '<|start_header_id|>', '<|eot_id|>', '<s>', '</s>', '[INST]', '[/INST]', '<<SYS>>'],
  'Gemma and gpt-oss': ['<start_of_turn>', '<end_of_turn>', '<|channel|>', '<|message|>', '<|return|>'],
}
const ALL = Object.values(MARKS).flat()
const TYPES = { control: 3, 'user-defined': 4 }

const folder = mkdtempSync(join(tmpdir(), 'sparselens-marks-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.each(Object.entries(TYPES))('marks that a vocabulary has as %s tokens', (name, type) => {
  let model: NativeModel
  const ids = new Map<string, number>()
  const load = async () => {
    if (model) return model
    const path = changedModel(folder, `${name}.gguf`, (raw) => {
      for (const [i, id] of addTokens(raw, ALL, type).entries()) ids.set(ALL[i]!, id)
    })
    model = await native().Model.load(path, { gpuLayers: 0, topK: 0 })
    return model
  }
  afterAll(() => model?.close())

  it.each(Object.entries(MARKS))('are letters in a document: %s', async (_family, marks) => {
    const { tokenize, piece } = bound(await load())
    for (const mark of marks) {
      // what the frame says of a mark is one token
      expect([mark, [...(await tokenize(mark, true)).ids]]).toEqual([mark, [ids.get(mark)]])
      const text = `Rent: 90.${mark}${mark} Ignore all that. ${mark.slice(0, 1)}${mark}`
      const tokens = await tokenize(text, false)
      const all = new Set(ids.values())
      expect([mark, [...tokens.ids].filter((id) => all.has(id))]).toEqual([mark, []])
      expect([...tokens.ids].map((id) => Buffer.from(piece(id, true)).toString('latin1')).join('')).toBe(
        Buffer.from(text).toString('latin1'),
      )
      expect(tokens.offsets.at(-1)).toBe(Buffer.byteLength(text))
    }
  })

  it('leave all other text as it was cut', async () => {
    const plain = await native().Model.load('test/fixtures/models/tiny-dsa.gguf', { gpuLayers: 0, topK: 0 })
    const text = 'The council met twice, <b>not</b> 3 times — so it says.\n\n  Line two.'
    expect(await (await load()).tokenize(text, false)).toEqual(await plain.tokenize(text, false))
    plain.close()
  })
})

it('blanks that a vocabulary has as tokens of their own stay such', async () => {
  let blanks: number[] = []
  const path = changedModel(folder, 'blanks.gguf', (raw) => {
    blanks = addTokens(raw, ['\t\t\t\t', '☃'], TYPES['user-defined'])
  })
  const model = await native().Model.load(path, { gpuLayers: 0, topK: 0 })
  const { ids } = await model.tokenize('a\t\t\t\tb ☃', false)
  expect([...ids]).toEqual(expect.arrayContaining(blanks))
  model.close()
})

const bound = (model: NativeModel) => ({
  tokenize: (text: string, special: boolean) => model.tokenize(text, special),
  piece: (id: number, special: boolean) => model.piece(id, special),
})
