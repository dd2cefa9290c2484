import { type Command, isReaderCommand, type ReaderCommand } from '../../electron/shared/commands'
import { copyCitation } from './citation/copy'
import { useFind } from './find/find'
import { focusPageField } from './toolbar/PageField'
import { useView } from './view'

const COMMANDS: Record<ReaderCommand, () => void> = {
  find: () => useFind.getState().show(),
  'find-next': () => useFind.getState().step(1),
  'find-previous': () => useFind.getState().step(-1),
  'zoom-in': () => useView.getState().step(1),
  'zoom-out': () => useView.getState().step(-1),
  'zoom-actual': () => useView.getState().setZoom(1),
  'fit-width': () => useView.getState().setZoom('width'),
  'fit-page': () => useView.getState().setZoom('page'),
  rotate: () => useView.getState().rotate(),
  'go-to-page': focusPageField,
  'toggle-outline': () => useView.getState().togglePanel('outline'),
  'copy-citation': () => void copyCitation(),
}

/** Does what a command asks of the reader; false if it isn't the reader's. */
export function runCommand(command: Command): boolean {
  if (!isReaderCommand(command)) return false
  COMMANDS[command]()
  return true
}
