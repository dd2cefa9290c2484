import { NetworkError } from './failures'

/** Where llama.cpp's own server listens, too. */
const USUAL_PORT = 50_052
/** llama.cpp parts a model over so many devices at most. */
const MOST_SERVERS = 16

/** Machines that compute a part of a model, as people write them: HOST:PORT, by commas. Throws NetworkError. */
export function readRpcServers(text: string): string[] {
  const servers = text.split(',').map((one) => readRpcServer(one.trim()))
  if (servers.length > MOST_SERVERS) {
    throw new NetworkError('bad-address', `There can be ${MOST_SERVERS} machines at most, not ${servers.length}.`)
  }
  const twice = servers.find((one, i) => servers.indexOf(one) !== i)
  if (twice === undefined) return servers
  throw new NetworkError('bad-address', `${twice} is named twice; name each machine once.`)
}

function readRpcServer(text: string): string {
  // llama.cpp's client knows no IPv6
  const found = /^([\w.-]+)(?::(\d{1,5}))?$/.exec(text)
  const port = Number(found?.[2] ?? USUAL_PORT)
  if (found && port >= 1 && port <= 65_535) return `${found[1]!.toLowerCase()}:${port}`
  throw new NetworkError(
    'bad-address',
    `"${text}" is no address of a machine: write HOST:PORT, such as 192.168.1.20:${USUAL_PORT} (no IPv6).`,
  )
}

export const rpcHostOf = (server: string): { host: string; port: number } => {
  const [host, port] = server.split(':')
  return { host: host!, port: Number(port) }
}
