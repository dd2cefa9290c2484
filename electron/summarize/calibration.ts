import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type OpenModel, type OpenModelOptions, openModel } from '../engine/model'
import { withCancel } from '../engine/native'
import { writeWhole } from '../library/whole_file'
import { assetFile } from '../models/builtin'
import { cacheFolder } from '../models/cache_folder'
import type { Progress } from '../shared/ipc/answer_data'
import type { TracedSentence } from './evidence'
import { PartReader, type Readable } from './part_reader'
import { promptModel } from './requests'
import { evidenceLayers } from './retrieval_layers'

/**
 * Which layers of a model point at sources. Files that say so (`sparselens.retrieval_layers`) need none of this;
 * another model is asked once for facts hidden in a text: a layer is a retrieval layer if, where the answer was right,
 * the sentence that states the fact has the layer's highest lift often enough. After the recipe's
 * find_retrieval_layers.py.
 */
const OFTEN_ENOUGH = 0.4
const MOST_LAYERS = 9
/** With fewer right answers nothing can be said of the layers. */
const FEWEST_RIGHT = 3

const TextSchema = z.object({
  sentences: z.array(z.string()),
  facts: z.array(z.object({ sentence: z.string(), question: z.string(), answer: z.string() })),
})
type HiddenFacts = z.infer<typeof TextSchema>

const KeptSchema = z.object({
  version: z.literal(1),
  layers: z.array(z.number().int().nonnegative()),
  right: z.number(),
})

/** The model with its retrieval layers, found out now if its file doesn't name them and nobody asked it before. */
export async function calibrated(
  model: OpenModel,
  onProgress?: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<OpenModel> {
  if (model.info.calibrated) return model
  const retrievalLayers = await retrievalLayersOf(model, onProgress, signal)
  return { ...model, info: { ...model.info, retrievalLayers, calibrated: retrievalLayers.length > 0 } }
}

/** Opens a model with its retrieval layers; if that fails in between, it is closed again. */
export async function openCalibrated(
  options: Omit<OpenModelOptions, 'onProgress'>,
  onProgress: (progress: Progress) => void,
): Promise<OpenModel> {
  const { signal } = options
  const onLoad = (done: number, bytes: number) => onProgress({ stage: 'load', done, bytes })
  const opened = await openModel({ ...options, onProgress: onLoad })
  try {
    return await calibrated(opened, (done, total) => onProgress({ stage: 'calibrate', done, total }), signal)
  } catch (error) {
    opened.native.close()
    throw error
  }
}

/** Retrieval layers of a model; empty if it answers too few questions rightly to tell. Kept per model file. */
async function retrievalLayersOf(
  model: OpenModel,
  onProgress?: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<number[]> {
  const kept = join(cacheFolder(), 'calibration', `${model.identity}.json`)
  const known = KeptSchema.safeParse(await readJson(kept))
  if (known.success) return known.data.layers
  const text = TextSchema.parse(JSON.parse(await readFile(assetFile('calibration', 'text.json'), 'utf8')))
  const { firsts, right } = await answerAll(model, text, onProgress, signal)
  const layers = right < FEWEST_RIGHT ? [] : strongest(firsts, right)
  await keep(kept, { version: 1, layers, right })
  return layers
}

/** How often, among right answers, each layer gave the right sentence its highest lift. */
async function answerAll(
  model: OpenModel,
  text: HiddenFacts,
  onProgress?: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<{ firsts: number[]; right: number }> {
  const { readable, factAt } = await withHiddenFacts(model, text)
  const reader = await PartReader.open(model, Math.ceil((readable.ids.length + 512) / 256) * 256)
  const firsts = new Array<number>(model.info.layers).fill(0)
  let right = 0
  try {
    for (const [i, fact] of text.facts.entries()) {
      await reader.read(readable, undefined, signal)
      const said = await promptModel(reader, { kind: 'question', question: fact.question }, { maxTokens: 40, signal })
      onProgress?.(i + 1, text.facts.length)
      if (!said.text.toLowerCase().includes(fact.answer.toLowerCase())) continue
      right++
      for (const layer of evidenceLayers(model.info)) {
        const lifts = said.trace.evidence({ from: 0, to: said.ids.length, layers: Int32Array.of(layer) })
        if (lifts.indexOf(Math.max(...lifts)) === factAt[i]) firsts[layer]!++
      }
    }
  } finally {
    await reader.close()
  }
  return { firsts, right }
}

function strongest(firsts: readonly number[], right: number): number[] {
  return firsts
    .map((count, layer) => ({ layer, share: count / right }))
    .filter(({ share }) => share >= OFTEN_ENOUGH)
    .sort((a, b) => b.share - a.share || a.layer - b.layer)
    .slice(0, MOST_LAYERS)
    .map(({ layer }) => layer)
    .sort((a, b) => a - b)
}

/** The text with its facts spread evenly through it, as something to read; `factAt`: each fact's sentence. */
async function withHiddenFacts(model: OpenModel, text: HiddenFacts): Promise<{ readable: Readable; factAt: number[] }> {
  const sentences = [...text.sentences]
  const gap = Math.floor(sentences.length / text.facts.length)
  text.facts.forEach(({ sentence }, i) => {
    sentences.splice(Math.floor(gap / 2) + i * (gap + 1), 0, sentence)
  })
  const ids: number[] = []
  const traced: TracedSentence[] = []
  for (const [i, sentence] of sentences.entries()) {
    const tokens = await withCancel(undefined, () => model.native.tokenize(i ? ` ${sentence}` : sentence, false))
    traced.push({ begin: ids.length, end: ids.length + tokens.ids.length, sentence: i, page: 1, text: sentence })
    ids.push(...tokens.ids)
  }
  const factAt = text.facts.map(({ sentence }) => sentences.indexOf(sentence))
  return { readable: { ids: Int32Array.from(ids), sentences: traced }, factAt }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** Not being able to keep it costs only time: the next session calibrates again. */
async function keep(path: string, value: z.infer<typeof KeptSchema>): Promise<void> {
  try {
    await mkdir(join(path, '..'), { recursive: true })
    await writeWhole(path, (draft) => writeFile(draft, JSON.stringify(value)))
  } catch {
    // see above
  }
}
