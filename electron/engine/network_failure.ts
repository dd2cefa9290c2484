import { NetworkError } from '../network/failures'
import { EngineError } from './errors'

/** The same sentence, as the rest of SparseLens hears of failures. */
export function asEndpointError(error: unknown): unknown {
  if (!(error instanceof NetworkError)) return error
  const { code, message } = error
  const as = code === 'cancelled' ? 'cancelled' : code === 'bad-address' ? 'bad-argument' : 'endpoint-failed'
  return new EngineError(as, message, { cause: error })
}
