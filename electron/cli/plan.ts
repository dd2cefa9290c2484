import { native } from '../engine/native'
import { planModel as planOf } from '../engine/plan_model'
import { physicalCores } from '../engine/threads'
import { builtInModel } from '../models/builtin'
import { MachineFault, readMachine, thisMachine } from '../models/plan/machine'
import type { Machine, Plan, PlanChoice } from '../shared/ipc/plan_data'
import { UsageError } from './exit'

/** A plan for this machine, or for the one that a file describes; of the model only the header is read. */
export async function planModel(path: string | undefined, file: string | undefined, choice: PlanChoice): Promise<Plan> {
  const machine = file === undefined ? undefined : described(file)
  const here = () => thisMachine(native().devices(), physicalCores())
  return planOf(path ?? builtInModel(), { gpu: machine === undefined, machine: () => machine ?? here(), choice })
}

function described(file: string): Machine {
  try {
    return readMachine(file)
  } catch (error) {
    if (error instanceof MachineFault) throw new UsageError(error.message, { cause: error })
    throw error
  }
}
