import { basename } from 'node:path'
import { builtInModel } from '../models/builtin'
import { shardsOf } from '../models/shards'
import type { Ask, EngineCalls } from '../shared/ipc/calls'
import { CallFailure } from '../shared/ipc/failure'
import type { Settings } from '../shared/ipc/settings_data'
import type { AppSettings } from './app_settings'

/** Reads with another model from now on, if the engine can use it. Throws a CallFailure that says why not. */
export async function chooseModel(path: string, settings: AppSettings, ask: Ask<EngineCalls>): Promise<Settings> {
  const first = shardsOf(path)[0]!
  if (first === builtInModel()) return settings.change({ model: null })
  const { model } = await ask('engine.status', { model: { ...settings.model(), path: first } })
  if (model.problem) throw new CallFailure('bad-model', `"${basename(path)}" can't be used: ${model.problem}`)
  return settings.change({ model: first })
}
