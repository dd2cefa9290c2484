import { type NativeAddon, native } from '../engine/native'
import { asEndpointError } from '../engine/network_failure'
import { type Address, readAddress } from '../network/address'
import { Connection, type ConnectionOptions } from '../network/connection'
import { openServer } from '../network/open_server'
import type { Server } from '../network/server'
import type { Alignment } from '../shared/document/alignment'
import type { SourceDocument } from '../shared/document/types'
import type { AnswerRequest, DocumentInfo, Progress } from '../shared/ipc/answer_data'
import type { Endpoint } from '../shared/ipc/remote_data'
import { documentInfo } from '../summarize/document_info'
import { DocumentFacts } from '../summarize/facts/unfound'
import type { RequestOptions, RequestResult } from '../summarize/types'
import { RemoteAnswer } from './answer'
import { type RemoteText, tokenizeDocument } from './prompt'

export interface RemoteOptions extends Endpoint {
  key?: string
}

/**
 * One document, open with a model on another machine. Whoever opens it has shown what will leave this machine and was told
 * to send it: opening sends the document's text, to be tokenized.
 */
export class RemoteSession {
  readonly info: DocumentInfo
  private knownFacts: DocumentFacts | undefined

  private constructor(
    private readonly connection: Connection,
    private readonly server: Server,
    private readonly text: RemoteText,
    private readonly addon: () => Pick<NativeAddon, 'CountedTrace'>,
    private readonly prices: Endpoint['prices'],
  ) {
    const { length: tokens } = text.document.tokens.ids
    this.info = documentInfo(text.document, [{ from: 0, to: tokens }])
  }

  /** Throws EngineError. */
  static async open(
    { template, prices, ...options }: RemoteOptions,
    source: SourceDocument,
    { onProgress, signal }: { onProgress?: (progress: Progress) => void; signal?: AbortSignal } = {},
    addon: () => Pick<NativeAddon, 'CountedTrace'> = native,
  ): Promise<RemoteSession> {
    const connection = opened(options)
    try {
      onProgress?.({ stage: 'wait', host: connection.host, tokens: 0 })
      const server = await openServer(connection, signal)
      return new RemoteSession(
        connection,
        server,
        await tokenizeDocument(server, source, template, signal),
        addon,
        prices,
      )
    } catch (error) {
      await connection.close()
      throw asEndpointError(error)
    }
  }

  get document(): Alignment {
    return this.text.document
  }

  get facts(): DocumentFacts {
    this.knownFacts ??= new DocumentFacts(this.text.document.document.text)
    return this.knownFacts
  }

  /** Answers one request after the other: each prompt begins as the one before, so that a server keeps that. */
  async run(requests: readonly AnswerRequest[], options: RequestOptions = {}): Promise<RequestResult[]> {
    const { connection, server, text, info, facts, prices } = this
    const results: RequestResult[] = []
    for (const request of requests) {
      const answer = new RemoteAnswer(
        { server, text, info, address: connection.address, prices, addon: this.addon() },
        { facts, ...options },
      )
      results.push(await answer.to(request).catch((error) => Promise.reject(asEndpointError(error))))
    }
    return results
  }

  async close(): Promise<void> {
    await this.connection.close()
  }
}

/** Host and port of an address, and whether nobody on the way can read along. Throws EngineError. */
export function addressOf(text: string): Pick<Address, 'host' | 'isPrivate'> {
  try {
    return readAddress(text)
  } catch (error) {
    throw asEndpointError(error)
  }
}

function opened({ address, key, ca, patience }: ConnectionOptions): Connection {
  try {
    return new Connection({ address, key, ca, patience })
  } catch (error) {
    throw asEndpointError(error)
  }
}
