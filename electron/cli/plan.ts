import { modelHeader } from '../engine/model'
import { native } from '../engine/native'
import { seeServers, withServers } from '../engine/servers'
import { physicalCores } from '../engine/threads'
import { builtInModel } from '../models/builtin'
import { MachineFault, readMachine, thisMachine } from '../models/plan/machine'
import { makePlan } from '../models/plan/plan'
import type { Machine, Plan } from '../shared/ipc/plan_data'
import type { PlanArguments } from './arguments'
import { UsageError } from './exit'

/** A plan for this machine, or for the one that a file describes; of the model only the header is read. */
export async function planModel({ model: path, machine: file, servers, choice }: PlanArguments): Promise<Plan> {
  const machine = file === undefined ? undefined : described(file)
  const gpu = machine === undefined
  const header = await modelHeader(path ?? builtInModel(), gpu)
  const local = machine ?? thisMachine(native().devices(), physicalCores())
  return makePlan(header, servers ? withServers(local, await seeServers(servers, {})) : local, choice)
}

function described(file: string): Machine {
  try {
    return readMachine(file)
  } catch (error) {
    if (error instanceof MachineFault) throw new UsageError(error.message, { cause: error })
    throw error
  }
}
