import { usualKeys } from '../models/builtin'
import { isDescribed, makePlan } from '../models/plan/plan'
import type { Machine, Plan, PlanChoice } from '../shared/ipc/plan_data'
import { modelHeader } from './model'
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
  const header = await modelHeader(path, gpu)
  const planned = machine()
  const { gpuLayers = planned.gpus.length } = choice // without GPUs none
  const whole = { ...choice, keys: choice.keys ?? usualKeys(path, gpuLayers) }
  return isDescribed(header) ? makePlan(header, planned, whole) : new SimulatedPlan(header, planned, whole).make()
}
