import { knownEncoding } from '../documents/text/encodings'
import { languageCodes, OCR_OFF } from '../shared/document/languages'
import { KEY_TYPES, type KeyType } from '../shared/ipc/plan_data'
import { UsageError } from './exit'
import type { Values } from './options'

/** Options' values, checked: all throw UsageError. */

/** Layers on GPUs, all of them and of each. */
export function onGpus(values: Values): { gpuLayers?: number; split?: number[] } {
  const gpuLayers = wholeNumber(values, 'gpu-layers', 0, 10_000)
  if (values.split === undefined) return { gpuLayers }
  const parts = values.split.split(',').map((part) => part.trim())
  if (parts.length > 16 || !parts.every((part) => /^\d{1,5}$/.test(part))) {
    throw new UsageError(`--split needs the layers of each GPU, such as 30,32, not "${values.split}"`)
  }
  const split = parts.map(Number)
  const all = split.reduce((sum, layers) => sum + layers, 0)
  if (gpuLayers !== undefined && gpuLayers !== all) {
    throw new UsageError(
      `--split ${values.split} gives GPUs ${all} layers, and --gpu-layers ${gpuLayers}; leave one out`,
    )
  }
  return { gpuLayers: all, split }
}

export function keyType({ kv }: Values): KeyType | undefined {
  const known = KEY_TYPES.find((type) => type === kv)
  if (kv === undefined || known) return known
  throw new UsageError(`--kv needs ${KEY_TYPES.join(' or ')}, not "${kv}"`)
}

export function asked(values: Values, name: 'ask' | 'find'): string[] {
  const questions = (values[name] ?? []).map((question) => question.trim())
  if (questions.includes('')) throw new UsageError(`--${name} needs a question`)
  return questions
}

/** The encoding's name, whichever of its labels was given. */
export function encoding({ encoding: label }: Values): string | undefined {
  if (label === undefined) return undefined
  const name = knownEncoding(label)
  if (name !== undefined) return name
  throw new UsageError(`--encoding doesn't know "${label}"; name one such as windows-1252, windows-1251 or shift_jis`)
}

/** Languages of text recognition, by their codes. */
export function ocr({ ocr: languages }: Values): string | undefined {
  if (languages === undefined || languages === OCR_OFF) return languages
  const codes = languageCodes(languages)
  if (codes) return codes.join('+')
  throw new UsageError(`--ocr needs off, or languages such as eng or deu+eng, not "${languages}"`)
}

export function path(
  values: Values,
  name:
    | 'ocr-data'
    | 'model'
    | 'template'
    | 'trace'
    | 'report'
    | 'save'
    | 'password-file'
    | 'machine'
    | 'compare'
    | 'out',
): string | undefined {
  if (values[name] === '') throw new UsageError(`--${name} needs the name of a file`)
  return values[name]
}

export function wholeNumber(
  values: Values,
  name: 'looks' | 'max-tokens' | 'top-k' | 'seed' | 'threads' | 'ctx' | 'gpu-layers' | 'cpu-experts',
  least: number,
  most: number,
): number | undefined {
  const text = values[name]
  if (text === undefined) return undefined
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new UsageError(`--${name} needs a whole number from ${least} to ${most}, not "${text}"`)
  }
  return number
}
