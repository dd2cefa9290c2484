import type { SpanUse } from '../../state/experiments'
import { useExperiments } from '../../state/experiments'

const NAMES: Record<SpanUse, [string, string]> = {
  exclude: ['Leave out', 'Left out'],
  force: ['Force in', 'Forced in'],
}

/** Beside a sentence of the document, while experiments are open: takes it along for the next one. */
export function UseButtons({ unit }: { unit: number | undefined }) {
  const { open, tab, use, drop, exclude, force } = useExperiments()
  if (!open || tab !== 'answer' || unit === undefined) return null
  const has = { exclude: exclude.includes(unit), force: force.includes(unit) }
  return (['exclude', 'force'] as const).map((one) => (
    <button
      key={one}
      type="button"
      className="lens-more"
      aria-pressed={has[one]}
      onClick={() => (has[one] ? drop(one, unit) : use(one, [unit]))}
    >
      {NAMES[one][has[one] ? 1 : 0]}
    </button>
  ))
}
