import { z } from 'zod'
import type { Connection } from './connection'
import { nonsense } from './failures'
import type { Server } from './server'
import { SglangServer } from './sglang'
import { VllmServer } from './vllm'

const ModelsSchema = z.looseObject({
  data: z
    .array(
      z.looseObject({
        id: z.string(),
        owned_by: z.string().optional(),
        max_model_len: z.int().nullish(),
      }),
    )
    .min(1),
})

/** Finds out what answers at an address: both engines say it in their list of models. Nothing of a document is sent. */
export async function openServer(connection: Connection, signal?: AbortSignal): Promise<Server> {
  const { data } = await connection.ask('/v1/models', ModelsSchema, undefined, signal)
  const { id, owned_by: owner, max_model_len: most } = data[0]!
  const contextLength = most ?? undefined
  if (owner === 'sglang') return SglangServer.describe(connection, id, contextLength, signal)
  if (owner === 'vllm') return VllmServer.describe(connection, id, contextLength, signal)
  throw nonsense(connection.host, `it is neither SGLang nor vLLM (its model is owned by "${owner ?? 'nobody'}")`)
}
