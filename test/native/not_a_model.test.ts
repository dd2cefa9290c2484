import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { native, withCancel } from '../../electron/engine/native'
import { TINY_MODEL } from '../fixtures/models/broken'
import { Value } from '../fixtures/models/raw_model'
import { addNextTokenBlock, changedModel, writeShards } from '../fixtures/models/real_files'

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
    ['oldest', 'ggjt\x03\0\0\0', /GGML file, .*isn't read any more/],
    ['gzip', '\x1f\x8b\x08\0', /is an archive, .*unpack it/],
    ['seven', "7z\xbc\xaf'\x1c", /is an archive, .*unpack it/],
    ['tar', `model.gguf${'\0'.repeat(247)}ustar\0`, /is an archive, .*unpack it/],
    ['pickle', '\x80\x02}q\0', /weights as PyTorch or Keras keep them/],
    ['program', '\x7fELF\x02', /not a GGUF model file; choose a file of the deepseek32 architecture, or another/],
    [
      'refusal',
      '{"error":"Repository not found"}',
      /a text that begins "\{"error":"Repository not found"\}", .*server/,
    ],
    [
      'letter',
      'This is a letter to my aunt.\nIt is long.',
      /a text that begins "This is a letter to my aunt\.", not a/,
    ],
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

  it.skipIf(process.platform === 'win32')('is a pipe, which is not waited for', async () => {
    const path = join(folder, 'pipe.gguf')
    execFileSync('mkfifo', [path])
    await expect(inspect(path)).rejects.toMatchObject({
      code: 'model-not-found',
      message: expect.stringMatching(/is no file but a pipe or a device; name the GGUF file/),
    })
  })

  it('is that of a part that a cache no longer has', async () => {
    const [first, second] = writeShards(folder, ['gone-00001-of-00002.gguf', 'gone-00002-of-00002.gguf'])
    rmSync(second!)
    symlinkSync(join(folder, 'blobs', 'gone'), second!)
    await expect(inspect(first!)).rejects.toMatchObject({
      code: 'missing-shard',
      message: expect.stringMatching(/lacks part 2 of 2: .* is a link to a file that is not there: download that part/),
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

describe('a download that goes on', () => {
  const whole = readFileSync(TINY_MODEL)
  const written = (name: string, content: Buffer | string) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }

  it.each([
    ['of the size that it will have, beside notes', 'reserved.gguf', whole, '.aria2'],
    ['with an empty file in its place', 'reserved2.gguf', '', '.part'],
  ])('%s', async (_, name, content, end) => {
    written(`${name}${end}`, 'what there is')
    await expect(inspect(written(name, content))).rejects.toMatchObject({
      code: 'not-gguf',
      message: expect.stringMatching(/is not whole yet: its download is not finished .*let it finish/),
    })
  })

  it('of another try does not matter to a whole file', async () => {
    written('tried.gguf.part', 'what there is')
    expect((await inspect(written('tried.gguf', whole))).layers).toBe(2)
  })

  it.each(['half.gguf.part', 'half.gguf.crdownload', 'a1b2.c3d4.incomplete'])('%s is let finish', async (name) => {
    for (const length of [3000, whole.length / 2]) {
      await expect(inspect(written(name, whole.subarray(0, length)))).rejects.toMatchObject({
        code: 'truncated-model',
        message: expect.stringMatching(/cut off.*a download that isn't finished: let it finish/),
      })
    }
  })

  it.each(['big.gguf.part1of2', 'big.gguf.part2of2', 'big.gguf-split-a', 'big.gguf.001', 'big.gguf.aa'])(
    '%s is a piece of a file, whatever it begins with',
    async (name) => {
      for (const content of [whole.subarray(0, 100_000), whole.subarray(100_000)]) {
        await expect(inspect(written(name, content))).rejects.toMatchObject({
          code: 'not-gguf',
          message: expect.stringMatching(/is a piece \(.+\) of a file that was cut by size; join all pieces/),
        })
      }
    },
  )

  it.each([
    [' (1).gguf', /lacks part 2 of 2: .*cut-00002-of-00002 \(1\)\.gguf is there: rename it/],
    ['.gguf.part', /lacks part 2 of 2: .*not finished \(cut-00002-of-00002\.gguf\.part is there\)/],
  ])('of a part, or one of another name (%s), is told of', async (end, message) => {
    const own = mkdtempSync(join(folder, 'parts-'))
    const [first, second] = writeShards(own)
    renameSync(second!, second!.replace(/\.gguf$/, end))
    await expect(inspect(first!)).rejects.toMatchObject({
      code: 'missing-shard',
      message: expect.stringMatching(message),
    })
  })
})

it('without a name a model is called by its file', async () => {
  const path = changedModel(folder, 'sha256-6a07', ({ values }) => void values.delete('general.name'))
  expect((await inspect(path)).name).toBe('sha256-6a07')
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
