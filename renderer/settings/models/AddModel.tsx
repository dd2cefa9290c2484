import { FileDown } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '../../design/Button'
import { useModels } from '../../state/models'
import { ToConvert } from './ToConvert'

/** Where models are dropped or chosen, and what came of it. */
export function AddModel() {
  const { isAdding, pick } = useModels()
  return (
    <section aria-labelledby="models-add">
      <h3 id="models-add">Add a model</h3>
      <div className="models-drop">
        <FileDown size={20} strokeWidth={1.5} aria-hidden />
        <p>
          {isAdding
            ? 'Looking at the file…'
            : 'Drop a DeepSeek-V3.2 model here: its .gguf file, any part of one in several parts, or its folder.'}
        </p>
        <div className="settings-actions">
          <Button onClick={() => void pick('file')}>Choose a file…</Button>
          <Button onClick={() => void pick('folder')}>Choose a folder…</Button>
        </div>
        <p className="ui-muted">The file stays where it is; SparseLens only notes its place.</p>
      </div>
      <Outcome />
    </section>
  )
}

function Outcome() {
  const { outcome, models = [] } = useModels()
  const { refused, toConvert } = outcome
  const added = [...new Set(outcome.added)].map((id) => models.find((model) => model.id === id)?.name ?? '')
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // it was dropped anywhere
    if (outcome.added.length + refused.length + toConvert.length > 0)
      place.current?.scrollIntoView({ block: 'nearest' })
  }, [outcome, refused, toConvert])
  return (
    <div role="status" ref={place}>
      {added.length > 0 && <p className="models-done">In the list: {added.join(', ')}.</p>}
      {refused.map(({ file, message }) => (
        <p key={file} className="settings-problem">
          <b>{file} was not added.</b> {message}
        </p>
      ))}
      {toConvert.map((found) => (
        <ToConvert key={found.folder} found={found} />
      ))}
    </div>
  )
}
