import type { ComponentType } from 'react'
import { kindOf } from '../../../electron/shared/ipc/layer_kinds'
import { Notice } from '../../design/Notice'
import { layerSentence } from '../../words/layer_words'
import { useAsked } from '../subject/asked'
import type { Subject } from '../subject/subject'
import type { Row } from './row'

export interface RowProps {
  subject: Subject
  row: Row
  /** The row is still that of the token or layer before. */
  isStale: boolean
}

/** A view of one row: what one layer selected for one token of the answer. `needs`: what a layer without it can't show. */
export function ofRow(
  View: ComponentType<RowProps>,
  { needs }: { needs: 'positions' | 'scores' },
): ComponentType<{ subject: Subject }> {
  const AskedRow = askedRow(View)
  return function ViewOfRow({ subject }) {
    const { layer, generation } = subject
    const why = layerSentence(generation.layerKinds, layer)
    const hasPositions = kindOf(generation.layerKinds, layer).kind !== 'recurrent'
    if (why && !(needs === 'positions' && hasPositions)) return <Notice>{why}</Notice>
    return <AskedRow subject={subject} />
  }
}

function askedRow(View: ComponentType<RowProps>): ComponentType<{ subject: Subject }> {
  return function AskedRow({ subject }) {
    const { trace, token, layer } = subject
    const asked = useAsked('lens.row', { trace, token, layer })
    if (asked.problem) return <Notice again={asked.again}>{asked.problem}</Notice>
    if (!asked.value) return null
    return <View subject={subject} row={asked.value} isStale={asked.isStale} />
  }
}
