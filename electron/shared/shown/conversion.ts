/** How weights of Hugging Face's become a GGUF that SparseLens reads. */

/** The architecture of DeepSeek-V3.2 as config.json names it. */
export const CONVERTIBLE = 'DeepseekV32ForCausalLM'

/** The repository of the model that SparseLens is made for. Sizes by 1,024, as memory is counted. */
export const V32_EXP = {
  repository: 'deepseek-ai/DeepSeek-V3.2-Exp',
  licence: 'MIT',
  folder: 'DeepSeek-V3.2-Exp',
  downloadGb: 643,
  q8Gb: 678,
  q4Gb: 380,
} as const

/**
 * What to type, in order: llama.cpp with its converter's libraries; the conversion to Q8_0 in parts of 50 GB; a smaller
 * model of it. Older releases of llama.cpp leave out the lightning indexer.
 */
export function conversionCommands(folder: string, isWindows = false): string[] {
  const whole = folder.replace(/[/\\]+$/, '')
  const slash = isWindows ? '\\' : '/'
  const quoted = isWindows ? quotedForWindows : quotedForShell
  const python = isWindows ? 'python' : 'python3'
  const first = `${whole}-Q8_0-00001-of-000NN.gguf`
  return [
    'git clone https://github.com/ggml-org/llama.cpp',
    `${python} -m pip install -r llama.cpp${slash}requirements${slash}requirements-convert_hf_to_gguf.txt`,
    `${python} llama.cpp${slash}convert_hf_to_gguf.py ${quoted(whole)} --outtype q8_0 --split-max-size 50G --outfile ${quoted(`${whole}-Q8_0.gguf`)}`,
    `llama-quantize --keep-split ${quoted(first)} ${quoted(`${whole}-Q4_K_M.gguf`)} Q4_K_M`,
  ]
}

const PLAIN = /^[\w@%+=:,./-]+$/

const quotedForShell = (text: string) => (PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)
const quotedForWindows = (text: string) => (/^[\w@+=:,./\\-]+$/.test(text) ? text : `"${text}"`)
