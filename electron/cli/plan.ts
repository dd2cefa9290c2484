import { native } from '../engine/native'
import { planModel as planOf } from '../engine/plan_model'
import { seeServers, withServers } from '../engine/servers'
import { physicalCores } from '../engine/threads'
import { builtInModel } from '../models/builtin'
import { MachineFault, readMachine, thisMachine } from '../models/plan/machine'
import type { Machine, Plan } from '../shared/ipc/plan_data'
import type { PlanArguments } from './arguments'
import { UsageError } from './exit'

/** A plan for this machine, or for the one that a file describes; of the model only the header is read. */
export async function planModel({ model: path, machine: file, servers, choice }: PlanArguments): Promise<Plan> {
  const machine = file === undefined ? undefined : described(file)
  const seen = servers && (await seeServers(servers, {}))
  const here = () => machine ?? thisMachine(native().devices(), physicalCores())
  return planOf(path ?? builtInModel(), {
    gpu: machine === undefined,
    machine: () => (seen ? withServers(here(), seen) : here()),
    choice,
  })
}

function described(file: string): Machine {
  try {
    return readMachine(file)
  } catch (error) {
    if (error instanceof MachineFault) throw new UsageError(error.message, { cause: error })
    throw error
  }
}
