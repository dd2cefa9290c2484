import type { ComponentType } from 'react'
import { Notice } from '../../design/Notice'
import { useAsked } from '../subject/asked'
import type { Subject } from '../subject/subject'
import type { Row } from './row'

export interface RowProps {
  subject: Subject
  row: Row
  /** The row is still that of the token or layer before. */
  isStale: boolean
}

/** A view of one row: what one layer selected for one token of the answer. */
export function ofRow(View: ComponentType<RowProps>): ComponentType<{ subject: Subject }> {
  return function ViewOfRow({ subject }) {
    const { trace, token, layer } = subject
    const asked = useAsked('lens.row', { trace, token, layer })
    if (asked.problem) return <Notice again={asked.again}>{asked.problem}</Notice>
    if (!asked.value) return null
    return <View subject={subject} row={asked.value} isStale={asked.isStale} />
  }
}
