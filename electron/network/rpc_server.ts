import { connect, type Socket } from 'node:net'
import { connectionFailure, NetworkError, nonsense } from './failures'
import { rpcHostOf } from './rpc_address'

/**
 * A look at a machine that is to compute a part of a model, by the protocol of llama.cpp's RPC (v0.5.0,
 * ggml/src/ggml-rpc/ggml-rpc.cpp). llama.cpp itself ends the process over a server that isn't there, is another version,
 * or breaks off, and waits without end for one that serves somebody else. So servers are asked here first, shortly before
 * llama.cpp connects (native/addon/engine/rpc_servers.h). Nothing of a model or a document is sent.
 */

/** As llama.cpp's ggml-rpc.h has it; another patch version means other operations. */
const VERSION = '7.0.0'
const HELLO = 14
const DEVICE_COUNT = 15
const GET_DEVICE_MEMORY = 11
/** What a client can do beside TCP; nothing. */
const CAPABILITIES = 24
const SECONDS = 10
const MOST_DEVICES = 64

export interface RpcServer {
  /** HOST:PORT */
  address: string
  devices: { freeBytes: number; totalBytes: number }[]
}

/** Whether it can compute, and what memory it has. Throws NetworkError. */
export async function seeRpcServer(
  address: string,
  { patience = SECONDS, signal }: { patience?: number; signal?: AbortSignal } = {},
): Promise<RpcServer> {
  const dialog = new Dialog(address, patience, signal)
  try {
    const hello = await dialog.ask(HELLO, Buffer.alloc(CAPABILITIES), 4 + CAPABILITIES)
    const version = [...hello.subarray(0, 3)].join('.')
    if (version !== VERSION) throw otherVersion(address, version)
    const count = (await dialog.ask(DEVICE_COUNT, Buffer.alloc(0), 4)).readUInt32LE()
    if (count === 0 || count > MOST_DEVICES) throw nonsense(address, `it says that it has ${count} devices`)
    const devices: RpcServer['devices'] = []
    for (let i = 0; i < count; i++) {
      const device = Buffer.alloc(4)
      device.writeUInt32LE(i)
      const memory = await dialog.ask(GET_DEVICE_MEMORY, device, 16)
      devices.push({ freeBytes: bytesAt(memory, 0), totalBytes: bytesAt(memory, 8) })
    }
    return { address, devices }
  } finally {
    dialog.close()
  }
}

const otherVersion = (address: string, version: string) =>
  new NetworkError(
    'refused',
    `${address} speaks version ${version} of llama.cpp's RPC, and ${VERSION} is needed; run the sparselens-rpc-server of this version there.`,
  )

const bytesAt = (buffer: Buffer, at: number): number =>
  Math.min(Number(buffer.readBigUInt64LE(at)), Number.MAX_SAFE_INTEGER)

/** One connection: a command, its size and data go; size and data come. */
class Dialog {
  private readonly socket: Socket
  private received = Buffer.alloc(0)
  private failure: NetworkError | undefined
  private wake: () => void = () => {}

  constructor(
    private readonly address: string,
    patience: number,
    signal?: AbortSignal,
  ) {
    this.socket = connect({ ...rpcHostOf(address), family: 4, noDelay: true, signal })
    this.socket.setTimeout(patience * 1000)
    this.socket.on('timeout', () => this.fail(this.silent()))
    this.socket.on('error', (error) => this.fail(connectionFailure(error, address)))
    this.socket.on('close', () => this.fail(this.closed()))
    this.socket.on('data', (bytes) => {
      this.received = Buffer.concat([this.received, bytes])
      this.wake()
    })
  }

  /** Throws NetworkError. */
  async ask(command: number, data: Buffer, bytes: number): Promise<Buffer> {
    const head = Buffer.alloc(9)
    head.writeUInt8(command)
    head.writeBigUInt64LE(BigInt(data.length), 1)
    this.socket.write(Buffer.concat([head, data]))
    const size = Number((await this.take(8)).readBigUInt64LE())
    if (size !== bytes) throw nonsense(this.address, "it isn't llama.cpp's RPC, or another version of it")
    return this.take(bytes)
  }

  close(): void {
    this.socket.destroy()
  }

  private async take(bytes: number): Promise<Buffer> {
    while (this.received.length < bytes) {
      if (this.failure) throw this.failure
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
    const taken = this.received.subarray(0, bytes)
    this.received = this.received.subarray(bytes)
    return taken
  }

  private fail(failure: NetworkError): void {
    this.failure ??= failure
    this.socket.destroy()
    this.wake()
  }

  private silent(): NetworkError {
    const what = this.socket.connecting
      ? "can't be reached in time; check the address, the network and the firewall there"
      : 'takes the connection and says nothing: it serves another program, of which it can serve one only, or is overloaded; end that, then ask again'
    return new NetworkError('timeout', `${this.address} ${what}.`)
  }

  private closed(): NetworkError {
    return new NetworkError(
      'refused',
      `${this.address} ends the connection; see whether sparselens-rpc-server of this version runs there.`,
    )
  }
}
