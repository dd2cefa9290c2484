import { pageTitle, placeShort } from '../../electron/shared/shown/page_names'
import { useDocument } from '../state/document'

/** The page of a sentence, by its printed number. Where there are no pages, or just one, it would say nothing. */
export function PageChip({ page }: { page: number }) {
  const source = useDocument((state) => state.source)
  if (source && source.pages.length < 2) return null
  return (
    <span className="lens-page" title={pageTitle(source, page)}>
      {placeShort(source, page)}
    </span>
  )
}
