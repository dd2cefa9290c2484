import { z } from 'zod'

/** Answers of a model on another machine. */

/** A server that somebody named and agreed to. Its key is no part of it: keys are in no file. */
export const EndpointSchema = z.object({
  /** http:// or https://, as it was typed. */
  address: z.string().min(1).max(2000),
  /** A PEM file with the certificates of one's own authority. */
  ca: z.string().optional(),
  /** A Jinja file for models whose frame isn't DeepSeek's. */
  template: z.string().optional(),
  /** Of a million tokens, in whatever currency the user thinks. */
  prices: z.object({ sent: z.number().nonnegative(), received: z.number().nonnegative() }).optional(),
  /** Seconds that it may be silent. */
  patience: z.number().int().positive().max(86_400).optional(),
})
export type Endpoint = z.infer<typeof EndpointSchema>

/** Machines that compute layers of a model by llama.cpp's RPC: HOST:PORT. */
export const ServersSchema = z.array(z.string().min(1).max(300)).max(16)

/** Stands for the host of an answer that a server gave elsewhere, and that was taken from a file. */
export const RECORDED = 'a recorded answer'

/** Where an answer came from, and what went there. */
export const RemoteSchema = z.object({
  /** Host and port. */
  host: z.string(),
  server: z.enum(['SGLang', 'vLLM']),
  version: z.string().optional(),
  /** Whether nobody on the way could read it. */
  isPrivate: z.boolean(),
  /** Tokens of the prompt that went there, and those of them that the server had kept. */
  sentTokens: z.number().int().nonnegative(),
  keptTokens: z.number().int().nonnegative().optional(),
  receivedTokens: z.number().int().nonnegative(),
  /** By the prices that the user entered: what the server had kept counts as sent. */
  cost: z.number().nonnegative().optional(),
  /** Rows (token and layer) that the server didn't tell. */
  missingRows: z.number().int().nonnegative().optional(),
  /** Why the lens has nothing to show: one sentence. */
  noLens: z.string().optional(),
  /** Why the answer ends where it does, if it broke off: one sentence. */
  broken: z.string().optional(),
})
export type Remote = z.infer<typeof RemoteSchema>
