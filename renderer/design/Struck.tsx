import { hasStruck, STRUCK, struckPieces } from '../../electron/shared/document/struck'
import { useDocument } from '../state/document'

/** Words of the open document. What is struck out there is drawn so; the marks around it are copied, but not seen. */
export function Struck({ text }: { text: string }) {
  const isMarked = useDocument(({ source }) => hasStruck(source?.notes))
  if (!isMarked || !text.includes(STRUCK)) return text
  return struckPieces(text).map(({ start, end, look }) => {
    const words = text.slice(start, end)
    if (look === 'struck') return <s key={start}>{words}</s>
    return (
      <span key={start} className={look && 'ui-struck-mark'}>
        {words}
      </span>
    )
  })
}
