import type { HuggingFaceFolder } from '../../../electron/shared/ipc/model_data'
import { bytes } from '../../../electron/shared/shown/numbers'
import { Commands } from './Commands'

/** A folder of Hugging Face's was dropped: what it is, and what to do. */
export function ToConvert({ found: { folder, architecture, bytes: size, commands } }: { found: HuggingFaceFolder }) {
  if (commands.length === 0) {
    return (
      <p className="settings-problem">
        <b>{folder} was not added.</b> It holds weights of another kind of model ({architecture}); SparseLens reads with
        DeepSeek-V3.2 models only.
      </p>
    )
  }
  return (
    <div className="models-convert">
      <p>
        <b>These are DeepSeek-V3.2’s own weights ({bytes(size)}); SparseLens reads GGUF files.</b> They have to be
        converted once, on a disk with as much room again. In a terminal:
      </p>
      <p className="ui-muted settings-path">{folder}</p>
      <Commands commands={commands} />
      <p>Then drop the first of the new .gguf files here.</p>
    </div>
  )
}
