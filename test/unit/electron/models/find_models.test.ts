import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findModels } from '../../../../electron/models/find_models'
import { huggingFaceFolder } from '../../../../electron/models/hugging_face'
import { conversionCommands } from '../../../../electron/shared/shown/conversion'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sparselens-models-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function file(name: string, content = ''): string {
  const path = join(root, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

const config = (architecture: string) => JSON.stringify({ architectures: [architecture] })

describe('what lies where the user pointed', () => {
  it('is the first of the shards, whichever was named', async () => {
    const [first, second] = ['m-00001-of-00002.gguf', 'm-00002-of-00002.gguf'].map((name) => file(name))
    expect(await findModels(second!)).toEqual({ paths: [first] })
    // a name alone says nothing: the engine does
    expect(await findModels(file('letter.pdf'))).toEqual({ paths: [join(root, 'letter.pdf')] })
    expect(await findModels(join(root, 'gone.gguf'))).toEqual({ paths: [join(root, 'gone.gguf')] })
  })

  it('is all models of a folder, also of a cache with links, and no other shards', async () => {
    file('blobs/ab12')
    mkdirSync(join(root, 'snapshots', 'main'), { recursive: true })
    const linked = join(root, 'snapshots', 'main', 'v.gguf')
    symlinkSync(join(root, 'blobs', 'ab12'), linked)
    symlinkSync(root, join(root, 'snapshots', 'round'))
    const first = file('Q4/m-00001-of-00002.gguf')
    file('Q4/m-00002-of-00002.gguf')
    file('Q4/._m-00001-of-00002.gguf')
    file('a/b/c/d/deep.gguf')
    expect(await findModels(root)).toEqual({ paths: [first, linked] })
    rmSync(first)
    expect(await findModels(root)).toEqual({ paths: [first, linked] }) // the engine says what is missing
  })

  it('may be nothing, or too much to choose from', async () => {
    file('x.txt')
    expect((await findModels(root)).problem).toMatch(/holds no GGUF model: choose the folder/)
    for (let i = 0; i < 21; i++) file(`${i}.gguf`)
    expect(await findModels(root)).toMatchObject({ paths: [], problem: expect.stringContaining('more than 20 models') })
  })

  it("may be weights of Hugging Face's, dropped as a folder or one of its files", async () => {
    const weights = file('hf/model-00001-of-00002.safetensors')
    truncateSync(weights, 4e9)
    file('hf/model-00002-of-00002.safetensors', 'xx')
    const named = file('hf/config.json', config('DeepseekV32ForCausalLM'))
    const folder = dirname(named)
    for (const path of [folder, named, weights]) {
      const { paths, toConvert } = await findModels(path)
      expect(paths).toEqual([])
      expect(toConvert).toMatchObject({ folder, architecture: 'DeepseekV32ForCausalLM', bytes: 4e9 + 2 })
    }
    // a conversion beside them is what was meant
    const gguf = file('hf/model.gguf')
    expect(await findModels(folder)).toEqual({ paths: [gguf] })
  })

  it('of another architecture has nothing to type', async () => {
    const folder = dirname(file('hf/config.json', config('LlamaForCausalLM')))
    expect(await huggingFaceFolder(folder)).toBeUndefined() // no weights
    file('hf/model.safetensors')
    expect(await huggingFaceFolder(folder)).toMatchObject({ architecture: 'LlamaForCausalLM', commands: [] })
    file('hf/config.json', '{"architectures": []}')
    expect(await huggingFaceFolder(folder)).toBeUndefined()
  })
})

describe('commands of a conversion', () => {
  it('name the folder as a shell takes it', () => {
    expect(conversionCommands('/data/V3.2-Exp/')[2]).toBe(
      'python3 llama.cpp/convert_hf_to_gguf.py /data/V3.2-Exp --outtype q8_0 --split-max-size 50G --outfile /data/V3.2-Exp-Q8_0.gguf',
    )
    expect(conversionCommands("/my models/O'Hara $(x)")[2]).toContain(`'/my models/O'\\''Hara $(x)' --outtype`)
    expect(conversionCommands('D:\\my models\\V3.2', true)[2]).toContain('"D:\\my models\\V3.2" --outtype q8_0')
    expect(conversionCommands('D:\\V3.2', true)[2]).toContain('python llama.cpp\\convert_hf_to_gguf.py D:\\V3.2 ')
  })
})
