import { makePlan } from '../models/plan/plan'
import type { Machine, Plan, PlanChoice } from '../shared/ipc/plan_data'
import { EngineError } from './errors'
import { inspectModel } from './model'
import { SimulatedPlan } from './simulated_plan'

/**
 * How to load a model on a machine; of the model only the header is read. The graph of `deepseek32` is described here, so
 * that it can be planned for any machine; of others llama.cpp plans its buffers itself, for the devices that it finds.
 * `gpu`: with llama.cpp's libraries for a GPU. Throws EngineError.
 */
export async function planModel(
  path: string,
  { gpu, machine, choice = {} }: { gpu: boolean; machine: () => Machine; choice?: PlanChoice },
): Promise<Plan> {
  const { numbers, vocabulary, tensors, ...file } = await inspectModel(path, gpu)
  if (!numbers || !tensors || vocabulary === undefined) throw new EngineError('load-failed', 'The header was not read.')
  const header = { ...file, numbers, vocabulary, tensors }
  if (file.architecture === 'deepseek32') return makePlan(header, machine(), choice)
  return new SimulatedPlan(header, machine(), choice).make()
}
