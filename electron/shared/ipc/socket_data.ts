import { z } from 'zod'

/** What the system tells of the sockets that this app's processes have open. */

const NetworkSocketSchema = z.object({
  /** Such as "tcp" or "udp6". */
  protocol: z.string(),
  /** "127.0.0.1:9229" */
  local: z.string(),
  /** Undefined of one that only listens. */
  remote: z.string().optional(),
})
export type NetworkSocket = z.infer<typeof NetworkSocketSchema>

const ProcessSocketsSchema = z.object({
  pid: z.number().int(),
  name: z.string(),
  network: z.array(NetworkSocketSchema),
  /** Number of those within this computer: UNIX sockets, and the kernel's own. */
  local: z.number().int(),
  /** Number of those that are connected to nothing, so that the system has no address for them. */
  idle: z.number().int(),
  /** The system lets nobody look into it, as Chromium's sandbox wants it of a page. */
  isClosed: z.boolean(),
})
export type ProcessSockets = z.infer<typeof ProcessSocketsSchema>

export const AppSocketsSchema = z.object({
  platform: z.string(),
  /** Undefined where the system doesn't tell an app of its own sockets. */
  processes: z.array(ProcessSocketsSchema).optional(),
})
export type AppSockets = z.infer<typeof AppSocketsSchema>
