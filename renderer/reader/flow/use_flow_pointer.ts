import { type PointerEvent, useMemo } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { useMarks } from '../../state/marks'
import { useHover } from '../hover'
import { marksWithin } from '../overlay/marks_in_range'
import { hideTip, showTip } from '../tip/tip'
import { askAt, unitAt } from '../units'

/** The first character of the span at which something happens. */
function characterOf(target: EventTarget): number | undefined {
  const at = (target as Element).closest<HTMLElement>('[data-at]')?.dataset.at
  return at === undefined ? undefined : Number(at)
}

/** Points at sentences of a text, as usePointer does on pages. */
export function useFlowPointer(source: SourceDocument) {
  return useMemo(() => {
    const leave = () => {
      useHover.getState().hover(undefined)
      hideTip()
    }
    return {
      onPointerMove({ target, clientX, clientY, buttons }: PointerEvent) {
        if (buttons !== 0) return leave()
        const at = characterOf(target)
        useHover.getState().hover(unitAt(at))
        const marks = at === undefined ? [] : marksWithin(useMarks.getState().marks, at, at + 1)
        const label = [...new Set(marks.map((mark) => mark.label))].filter((text) => text !== '').join('\n')
        if (label === '') hideTip()
        else showTip(label, clientX, clientY)
      },
      onPointerLeave: leave,
      onClick({ target }: { target: EventTarget }) {
        if (document.getSelection()?.isCollapsed === false) return
        askAt(characterOf(target))
      },
    }
  }, [source])
}
