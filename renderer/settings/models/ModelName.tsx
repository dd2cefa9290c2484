import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { BUILT_IN, type ModelEntry } from '../../../electron/shared/ipc/model_data'
import { Button } from '../../design/Button'
import { ask } from '../../ipc/client'
import { useModels } from '../../state/models'

/** A model's name, which the user may change. */
export function ModelName({ model: { id, name }, heading }: { model: ModelEntry; heading: string }) {
  const [draft, setDraft] = useState<string>()
  const change = useModels((state) => state.change)
  if (draft === undefined) {
    return (
      <>
        <h3 id={heading}>{name}</h3>
        {id !== BUILT_IN && (
          <Button small look="quiet" aria-label={`Rename: ${name}`} onClick={() => setDraft(name)}>
            Rename
          </Button>
        )}
      </>
    )
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    setDraft(undefined)
    void change(() => ask('models.rename', { model: id, name: draft }))
  }
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault() // the dialog stays open
    setDraft(undefined)
  }
  return (
    <form className="models-rename" onSubmit={save}>
      <h3 id={heading} className="ui-unseen">
        {name}
      </h3>
      <input
        className="ui-field"
        aria-label={`New name of ${name}`}
        placeholder="As the file is named"
        maxLength={200}
        // biome-ignore lint/a11y/noAutofocus: the user has just asked for it
        autoFocus
        value={draft}
        onChange={({ target }) => setDraft(target.value)}
        onKeyDown={leave}
      />
      <Button small look="primary" type="submit">
        Save
      </Button>
      <Button small look="quiet" onClick={() => setDraft(undefined)}>
        Cancel
      </Button>
    </form>
  )
}
