import type { Machine, Plan, PlanChoice } from '../../shared/ipc/plan_data'
import { quantization } from '../quantization'
import { planNotes } from './notes'
import { type Placed, Placement } from './placement'
import { type Header, type Shape, shapeOf } from './shape'
import { speeds } from './speed'

/** Of a summary, the longest of what is asked for. */
export const ANSWER_TOKENS = 320
/** Contexts to be tried, where none is asked for and the model's own doesn't fit. */
const CONTEXTS = [131_072, 65_536, 32_768, 16_384, 8192]
/** Those that a model can be planned for, the longest first. */
export const contextsOf = (own: number) => [own, ...CONTEXTS.filter((length) => length < own)]

/** Whether a model's graph is described here, so that any machine can be planned for. */
export const isDescribed = ({ architecture }: { architecture: string }): boolean => architecture === 'deepseek32'

/** How to load a model on a machine: what was chosen, and of the rest what fits. Nothing of the model is read but its header. */
export function makePlan(header: Header, machine: Machine, choice: PlanChoice = {}): Plan {
  const shape = shapeOf(header)
  const { answerTokens = ANSWER_TOKENS } = choice
  const keys = choice.keys === 'q8_0' && canHoldBytes(shape) ? 'q8_0' : 'f16'
  const placement = new Placement(header, shape, machine, choice, answerTokens)
  const placed = bestOf(shape, header, machine, choice, {
    place: (context) => placement.best(context, keys),
    isHopeless: (context) => placement.isHopeless(context, keys),
  })
  const { layout, devices, fits } = placed
  const { threads = machine.host.cores } = choice
  const speed = speeds(header, shape, layout, machine, threads)
  return {
    kind: 'plan',
    basis: 'computed',
    model: {
      name: header.name,
      quantization: quantization(header.tensors),
      fileBytes: header.bytes,
      layers: shape.layers,
      topK: shape.topK,
      contextLength: header.contextLength,
    },
    machine,
    fits,
    notes: planNotes(header, shape, placed, { machine, choice, bytesPerToken: speed[0]!.bytesPerToken }),
    choice: {
      ...layout,
      mapped: choice.mapped ?? true,
      threads,
      answerTokens,
    },
    devices,
    // what doesn't fit is as slow as the disk, or doesn't start
    speed: fits ? speed : [],
  }
}

/** Q8_0 has blocks of 32. */
const canHoldBytes = ({ keyRank, rope, indexDim }: Shape) => (keyRank + rope) % 32 === 0 && indexDim % 32 === 0

/** A context below which rather some layers leave the GPUs. */
const ENOUGH = 32_768

/** The largest context with which all layers are on GPUs, if there are any; else the largest that fits; else the smallest. */
function bestOf(
  { blocks }: Shape,
  { contextLength }: Header,
  { gpus }: Machine,
  { context, gpuLayers }: PlanChoice,
  { place, isHopeless }: { place: (context: number) => Placed; isHopeless: (context: number) => boolean },
): Placed {
  if (context !== undefined) return place(context)
  const all = contextsOf(contextLength)
  const contexts = all.filter((length) => !isHopeless(length))
  const tried = new Map<number, Placed>()
  const placed = (length: number) => {
    const known = tried.get(length) ?? place(length)
    tried.set(length, known)
    return known
  }
  const wantsAll = gpus.length > 0 && gpuLayers === undefined
  const isWhole = ({ layout }: Placed) => layout.gpuLayers > blocks
  const whole = contexts.find(
    (length) => wantsAll && length >= ENOUGH && placed(length).fits && isWhole(placed(length)),
  )
  const fitting = whole ?? contexts.find((length) => placed(length).fits)
  return placed(fitting ?? all.at(-1)!)
}
