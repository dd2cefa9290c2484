import './toolbar.css'
import { Images, ListTree, Minus, MoveHorizontal, Plus, RectangleVertical, RotateCw, Search } from 'lucide-react'
import { hasPages, type SourceDocument } from '../../../electron/shared/document/types'
import { useFind } from '../find/find'
import { DocumentNotes } from '../notes/DocumentNotes'
import { ToolButton } from '../ToolButton'
import { useView } from '../view'
import { PageField } from './PageField'
import { ZoomMenu } from './ZoomMenu'

/** What one does with the document; the least needed disappear first where the pane is narrow (reader.css). */
export function Toolbar({ source }: { source: SourceDocument }) {
  const isPdf = hasPages(source.kind)
  return (
    <div className="reader-toolbar" role="toolbar" aria-label="Document">
      {isPdf && <Panels />}
      {source.pages.length > 1 && !source.members && <PageField source={source} />}
      <span className="reader-toolbar-room" />
      <DocumentNotes source={source} />
      <Zoom isPdf={isPdf} />
      <FindButton />
    </div>
  )
}

function Panels() {
  const panel = useView((state) => state.panel)
  const togglePanel = useView((state) => state.togglePanel)
  return (
    <>
      <ToolButton label="Outline" onClick={() => togglePanel('outline')} pressed={panel === 'outline'}>
        <ListTree />
      </ToolButton>
      <ToolButton
        label="Page thumbnails"
        onClick={() => togglePanel('pages')}
        pressed={panel === 'pages'}
        className="reader-tool-wide"
      >
        <Images />
      </ToolButton>
      <span className="reader-toolbar-line" />
    </>
  )
}

function Zoom({ isPdf }: { isPdf: boolean }) {
  const zoom = useView((state) => state.zoom)
  const { setZoom, step, rotate } = useView.getState()
  return (
    <>
      <ToolButton label="Zoom out" keys="Ctrl+−" onClick={() => step(-1)}>
        <Minus />
      </ToolButton>
      <ZoomMenu isPdf={isPdf} />
      <ToolButton label="Zoom in" keys="Ctrl++" onClick={() => step(1)}>
        <Plus />
      </ToolButton>
      {isPdf && (
        <>
          <ToolButton
            label="Fit width"
            keys="Ctrl+1"
            onClick={() => setZoom('width')}
            pressed={zoom === 'width'}
            className="reader-tool-wide"
          >
            <MoveHorizontal />
          </ToolButton>
          <ToolButton
            label="Fit page"
            keys="Ctrl+2"
            onClick={() => setZoom('page')}
            pressed={zoom === 'page'}
            className="reader-tool-wide"
          >
            <RectangleVertical />
          </ToolButton>
          <ToolButton label="Rotate clockwise" keys="Ctrl+R" onClick={() => rotate()} className="reader-tool-wide">
            <RotateCw />
          </ToolButton>
        </>
      )}
      <span className="reader-toolbar-line" />
    </>
  )
}

function FindButton() {
  const open = useFind((state) => state.open)
  const { show, hide } = useFind.getState()
  return (
    <ToolButton label="Find in document" keys="Ctrl+F" onClick={open ? hide : show} pressed={open}>
      <Search />
    </ToolButton>
  )
}
