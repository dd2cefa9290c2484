import type { Machine, Plan, PlanChoice } from '../../shared/ipc/plan_data'
import { quantization } from '../quantization'
import { planNotes } from './notes'
import { type Placed, Placement } from './placement'
import { type Header, shapeOf } from './shape'
import { speeds } from './speed'

/** Of a summary, the longest of what is asked for. */
const ANSWER_TOKENS = 320
/** Contexts to be tried, where none is asked for and the model's own doesn't fit. */
const CONTEXTS = [131_072, 65_536, 32_768, 16_384, 8192]

/** How to load a model on a machine: what was chosen, and of the rest what fits. Nothing of the model is read but its header. */
export function makePlan(header: Header, machine: Machine, choice: PlanChoice = {}): Plan {
  const shape = shapeOf(header)
  const { answerTokens = ANSWER_TOKENS, keys = 'f16' } = choice
  const placement = new Placement(header, shape, machine, choice, answerTokens)
  const { layout, devices, fits } = bestOf(header, choice, (context) => placement.best(context, keys))
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
    notes: planNotes(header, shape, { layout, devices, fits }, machine, choice),
    choice: {
      ...layout,
      mapped: choice.mapped ?? true,
      threads: choice.threads ?? machine.host.cores,
      answerTokens,
    },
    devices,
    speed: speeds(header, shape, layout, machine),
  }
}

/** The largest context that fits; if none does, the smallest. */
function bestOf({ contextLength }: Header, { context }: PlanChoice, place: (context: number) => Placed): Placed {
  if (context !== undefined) return place(context)
  const contexts = [contextLength, ...CONTEXTS.filter((length) => length < contextLength)]
  for (const length of contexts) {
    const placed = place(length)
    if (placed.fits) return placed
  }
  return place(contexts.at(-1)!)
}
