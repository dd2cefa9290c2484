/** What goes to machines that compute a part of a model by llama.cpp's RPC, told before anything does; a line each. */
export function rpcLeavingLines(servers: readonly string[]): string[] {
  const named = servers.join(', ')
  const open = servers.filter((server) => !isHere(server))
  return [
    `To ${named} go the weights of the model’s layers and, while it reads and answers, the numbers that stand for your documents and questions: whoever runs the machine can find the texts out of them.`,
    ...(open.length > 0 ? [openLine(open)] : [TUNNEL]),
  ]
}

const openLine = (servers: readonly string[]): string => {
  const [host, port] = servers[0]!.split(':')
  const which = servers.length > 1 ? ' (a port of its own for each machine)' : ''
  return `The connection has neither encryption nor login: whoever stands on the way can read and change what is computed, and whoever reaches the port can use the machine. Use it in a network that you trust, or through a tunnel: ssh -N -L ${port}:127.0.0.1:${port} USER@${host}, and then 127.0.0.1:${port}${which}.`
}

const TUNNEL =
  'The protocol has neither encryption nor login: what comes through a tunnel is safe on the way, and any program on this computer can use the port.'

/** That machines computed layers of an answer's model. */
export const serversSentence = (servers: readonly string[]): string =>
  `Layers of the model were computed at ${servers.join(', ')}, by llama.cpp’s RPC.`

/** This machine, or a tunnel's end on it. */
const isHere = (server: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+):/.test(server)
