import type { Trace, TraceInfo } from '../engine/native_trace'
import { kindOf } from '../shared/ipc/layer_kinds'

/** False of a layer that doesn't attend: it has no rows. */
export const hasRows = ({ kinds }: Pick<TraceInfo, 'kinds'>, layer: number): boolean =>
  kindOf({ kinds }, layer).kind !== 'recurrent'

/** What entered a layer's attention; nothing where it doesn't attend. */
export const positionsOf = (trace: Trace, token: number, layer: number): Int32Array =>
  hasRows(trace.info, layer) ? trace.row(token, layer).positions : new Int32Array()
