import type { Endpoint } from './ipc/remote_data'

/** Prices of a million tokens, as they are typed: "0.28,0.42" for those sent and those received. Undefined if that isn't so. */
export function readPrices(text: string): Endpoint['prices'] {
  const found = /^\s*(\d+(?:\.\d+)?)\s*[,;]\s*(\d+(?:\.\d+)?)\s*$/.exec(text)
  return found ? { sent: Number(found[1]), received: Number(found[2]) } : undefined
}

const MILLION = 1e6

export const costOf = (
  { sent, received }: NonNullable<Endpoint['prices']>,
  tokens: { sent: number; received: number },
) => (sent * tokens.sent + received * tokens.received) / MILLION
