import type { HuggingFaceFolder, ModelCard, ModelEntry } from '../../../../electron/shared/ipc/model_data'
import { conversionCommands } from '../../../../electron/shared/shown/conversion'

const GB = 2 ** 30

const BUILT_IN: ModelCard = {
  name: 'SmolLM2 135M DSA Instruct',
  architecture: 'deepseek32',
  parameters: 223_107_648,
  quantization: 'Q4_1 82%, Q5_1 17%',
  contextLength: 8192,
  layers: 30,
  indexerHeads: 4,
  indexerDim: 256,
  topK: 256,
  license: 'apache-2.0',
  bytes: 170_880_928,
  files: 4,
}

const V32: ModelCard = {
  name: 'DeepSeek V3.2 Exp',
  architecture: 'deepseek32',
  parameters: 685_396_921_376,
  quantization: 'Q4_K 88%, Q6_K 11%',
  contextLength: 163_840,
  layers: 61,
  indexerHeads: 64,
  indexerDim: 128,
  topK: 2048,
  license: 'mit',
  bytes: 380 * GB,
  files: 9,
}

const fit = (bytes: number, memory: number) => {
  const neededBytes = Math.round(bytes * 1.05 + 2 * GB)
  return { fits: neededBytes <= memory, neededBytes, memoryBytes: memory }
}

const entry = (id: string, card: ModelCard, changes: Partial<ModelEntry> = {}): ModelEntry => ({
  id,
  name: card.name,
  path: `/home/me/models/${card.name.replaceAll(' ', '-')}-00001-of-0000${card.files}.gguf`,
  isUsed: false,
  isLoaded: false,
  state: 'ready',
  card,
  fit: fit(card.bytes, 64 * GB),
  hash: { sha256: '', sampledSha256: '5e'.repeat(32) },
  ...changes,
})

/** Models as main lists them: each kind that a card tells of. */
export const MODELS = {
  builtIn: entry('built-in', BUILT_IN, {
    path: '/opt/SparseLens/resources/assets/models/smollm2-135m-dsa-q4_1-00001-of-00004.gguf',
    isUsed: true,
    isLoaded: true,
    hash: { sha256: '14'.repeat(32) },
  }),
  large: entry('00000000-0000-4000-8000-0000000000a1', V32, { name: 'V3.2-Exp, four bits' }),
  fits: entry('00000000-0000-4000-8000-0000000000a2', V32, {
    isUsed: true,
    fit: fit(380 * GB, 512 * GB),
    template: '/home/me/models/deepseek-v32.jinja',
    canThink: true,
  }),
  missing: entry(
    '00000000-0000-4000-8000-0000000000a3',
    { ...V32, name: 'DeepSeek V3.2', bytes: 678 * GB },
    {
      state: 'missing',
      path: '/media/usb/DeepSeek-V3.2-Q8_0-00001-of-00014.gguf',
      hash: undefined,
    },
  ),
  mute: entry(
    '00000000-0000-4000-8000-0000000000a4',
    { ...BUILT_IN, name: 'Random small', license: undefined, files: 1 },
    {
      state: 'refused',
      problem: {
        code: 'no-chat-template',
        message:
          'The model has no chat template; name a Jinja file with --template FILE or under Models in the settings, or use another conversion of it.',
      },
    },
  ),
}

export const REFUSED = {
  file: 'other.gguf',
  message:
    'other.gguf has no lightning indexer tensors in any of its 61 layers (it was made before llama.cpp kept them, May 2026); download a newer conversion of the model.',
}

const FOLDER = '/home/me/DeepSeek-V3.2-Exp'

export const TO_CONVERT: HuggingFaceFolder = {
  folder: FOLDER,
  architecture: 'DeepseekV32ForCausalLM',
  bytes: 643 * GB,
  commands: conversionCommands(FOLDER),
}
