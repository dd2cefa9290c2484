import { type PointerEvent, type RefObject, useMemo } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import { characterAt } from '../characters_at'
import { useHover } from '../hover'
import { labelAt } from '../overlay/label_at'
import type { Scroller } from '../scroller'
import { hideTip, showTip } from '../tip/tip'
import { askAt, unitAt } from '../units'

/** Pixels that a click may wander. */
const STILL = 4

/** Points at sentences: the one under the pointer lights up, a click that selects no text asks about it. */
export function usePointer(scroller: RefObject<Scroller | undefined>, source: SourceDocument) {
  return useMemo(() => {
    let pressed: { x: number; y: number } | undefined
    let frame = 0

    const placeOf = (clientX: number, clientY: number, target: EventTarget) => {
      const page = Number((target as Element).closest<HTMLElement>('.reader-page')?.dataset.page ?? 0)
      const now = scroller.current
      return page > 0 && now ? { page, point: now.pointAt(clientX, clientY, page - 1) } : undefined
    }

    const point = (clientX: number, clientY: number, target: EventTarget) => {
      const place = placeOf(clientX, clientY, target)
      const unit = place && unitAt(characterAt(source, place.page, place.point))
      useHover.getState().hover(unit)
      const label = place && labelAt(source, place.page, place.point)
      if (label) showTip(label, clientX, clientY)
      else hideTip()
    }

    return {
      onPointerMove({ clientX, clientY, target, buttons }: PointerEvent) {
        cancelAnimationFrame(frame)
        // who selects text wants no sentence to light up
        if (buttons !== 0) return leave()
        frame = requestAnimationFrame(() => point(clientX, clientY, target))
      },
      onPointerLeave: leave,
      onPointerDown({ clientX, clientY, button, target }: PointerEvent) {
        pressed = button === 0 ? { x: clientX, y: clientY } : undefined
        if (button === 0) keepSelectionSteady(target as Element)
      },
      onPointerUp({ clientX, clientY, target }: PointerEvent) {
        const from = pressed
        pressed = undefined
        if (!from || Math.hypot(clientX - from.x, clientY - from.y) > STILL) return
        if (document.getSelection()?.isCollapsed === false) return
        const place = placeOf(clientX, clientY, target)
        if (place) askAt(characterAt(source, place.page, place.point))
      },
    }

    function leave() {
      cancelAnimationFrame(frame)
      useHover.getState().hover(undefined)
      hideTip()
    }
  }, [scroller, source])
}

/** While text is being selected, the room between words belongs to the text, or the selection would jump. */
function keepSelectionSteady(target: Element): void {
  const layer = target.closest('.reader-text')
  if (!layer) return
  layer.classList.add('is-selecting')
  window.addEventListener('pointerup', () => layer.classList.remove('is-selecting'), { once: true })
}
