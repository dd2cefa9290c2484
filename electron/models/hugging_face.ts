import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { HuggingFaceFolder } from '../shared/ipc/model_data'
import { CONVERTIBLE, conversionCommands } from '../shared/shown/conversion'
import { sizeOf } from './hash'

const ConfigSchema = z.object({ architectures: z.array(z.string()).min(1) })

/** The folder as Hugging Face has models: config.json beside weights in safetensors. Undefined if it is none. */
export async function huggingFaceFolder(
  folder: string,
  platform = process.platform,
): Promise<HuggingFaceFolder | undefined> {
  const config = ConfigSchema.safeParse(await readJson(join(folder, 'config.json')))
  if (!config.success) return undefined
  const weights = (await readdir(folder)).filter((name) => name.endsWith('.safetensors'))
  if (weights.length === 0) return undefined
  const bytes = await sizeOf(weights.map((name) => join(folder, name)))
  const architecture = config.data.architectures[0]!
  const commands = architecture === CONVERTIBLE ? conversionCommands(folder, platform === 'win32') : []
  return { folder, architecture, bytes, commands }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}
