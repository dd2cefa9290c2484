import type { SourceDocument } from '../../electron/shared/document/types'
import type { DocumentEntry } from '../../electron/shared/ipc/document_data'
import { NotShown } from './NotShown'
import { PasswordForm } from './PasswordForm'
import { OutlinePanel } from './panels/OutlinePanel'
import { ThumbnailsPanel } from './panels/ThumbnailsPanel'
import { PdfPages } from './pdf/PdfPages'
import { usePdf } from './pdf/use_pdf'
import { useView } from './view'

/** A PDF: its pages, and beside them its outline or thumbnails. */
export function PdfDocument({ entry, source }: { entry: DocumentEntry; source: SourceDocument }) {
  const [state, again] = usePdf(entry)
  const panel = useView((view) => view.panel)
  const pdf = state.state === 'ready' ? state.pdf : undefined
  return (
    <div className="reader-body">
      {panel && (
        <aside className="reader-panel" aria-label={panel === 'outline' ? 'Outline' : 'Page thumbnails'}>
          {panel === 'outline' && state.state !== 'opening' && <OutlinePanel source={source} pdf={pdf} />}
          {panel === 'pages' && <ThumbnailsPanel source={source} pdf={pdf} />}
        </aside>
      )}
      {state.state === 'password' ? (
        <PasswordForm file={source.file} {...state} />
      ) : state.state === 'failed' ? (
        <NotShown document={entry.id} again={again}>
          <p>{state.problem}</p>
        </NotShown>
      ) : (
        <PdfPages source={source} state={state} />
      )}
    </div>
  )
}
