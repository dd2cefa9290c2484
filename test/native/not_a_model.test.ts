import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { native, withCancel } from '../../electron/engine/native'
import { Value } from '../fixtures/models/raw_model'
import { addNextTokenBlock, changedModel } from '../fixtures/models/real_files'

const folder = mkdtempSync(join(tmpdir(), 'sparselens-no-model-'))
afterAll(() => rmSync(folder, { recursive: true }))

const inspect = (path: string) => withCancel(undefined, () => native().inspectModel(path))

const SAFETENSORS = `\x80\x01\0\0\0\0\0\0{"__metadata__":{"format":"pt"}}`
const POINTER = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab\nsize 42\n'

describe('a file that is taken for a model', () => {
  it.each([
    ['empty', '', /is empty/],
    ['zeros', '\0'.repeat(2000), /nothing but zeros: its download is not finished/],
    ['pointer', POINTER, /pointer to the model, not the model .*git lfs pull/],
    ['page', '\n<!DOCTYPE html><html><title>404</title>', /web page, which a server sent instead/],
    ['weights', SAFETENSORS, /safetensors, .*conversion of the model to GGUF/],
    ['archive', 'PK\x03\x04data', /archive .*unpack it/],
    ['older', 'tjgg\x01\0\0\0', /GGML file, .*isn't read any more/],
    ['letter', 'This is a letter to my aunt.\n', /not a GGUF model file/],
  ])('%s', async (name, content, message) => {
    const path = join(folder, `${name}.gguf`)
    writeFileSync(path, content, 'latin1')
    await expect(inspect(path)).rejects.toMatchObject({ code: 'not-gguf', message: expect.stringMatching(message) })
  })
})

describe('a path without a file', () => {
  it('is a link to one that is gone', async () => {
    const path = join(folder, 'link.gguf')
    symlinkSync(join(folder, 'gone.gguf'), path)
    await expect(inspect(path)).rejects.toMatchObject({
      code: 'model-not-found',
      message: expect.stringMatching(/is a link to a file that is not there/),
    })
  })

  it('is that of a download that goes on', async () => {
    const path = join(folder, 'coming.gguf')
    writeFileSync(`${path}.part`, 'GGUF')
    await expect(inspect(path)).rejects.toMatchObject({
      code: 'model-not-found',
      message: expect.stringMatching(/not finished \(coming\.gguf\.part is there\)/),
    })
  })
})

describe('a GGUF file without a whole model', () => {
  it.each([
    [
      'adapter',
      changedModel(folder, 'adapter.gguf', ({ values }) => void values.set('general.type', Value.string('adapter'))),
      /is no model, but goes with one .*"adapter"/,
    ],
    [
      'for pictures',
      changedModel(folder, 'clip.gguf', ({ values }) => void values.set('general.architecture', Value.string('clip'))),
      /is no model, but goes with one: it turns pictures into tokens/,
    ],
    [
      'LoRA',
      changedModel(folder, 'lora.gguf', ({ tensors }) => {
        tensors[0]!.name = 'blk.0.attn_q_a.weight.lora_a'
      }),
      /an adapter for one \(LoRA\)/,
    ],
    [
      'vocabulary',
      changedModel(folder, 'vocabulary.gguf', (model) => {
        model.tensors = []
      }),
      /holds no weights, only metadata and a vocabulary/,
    ],
    [
      'only the predicting block',
      changedModel(folder, 'predicting.gguf', (model) => {
        addNextTokenBlock(model)
        model.tensors = model.tensors.filter(({ name }) => !/^blk\.[01]\./.test(name))
      }),
      /holds only the block that predicts a further token/,
    ],
  ])('%s', async (_, path, message) => {
    await expect(inspect(path)).rejects.toMatchObject({
      code: 'missing-tensor',
      message: expect.stringMatching(message),
    })
  })
})

it('is read through a link', async () => {
  const path = join(folder, 'linked.gguf')
  symlinkSync(
    changedModel(folder, 'blob', () => {}),
    path,
  )
  expect((await inspect(path)).layers).toBe(2)
})
