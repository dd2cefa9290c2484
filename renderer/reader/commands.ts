import { copyCitation } from './citation/copy'
import { useFind } from './find/find'
import { focusPageField } from './toolbar/PageField'
import { useView } from './view'

const COMMANDS: Record<string, () => void> = {
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

/** Does what a menu's word asks of the reader (electron/main/menu.ts); false if it is none of its words. */
export function runCommand(command: string): boolean {
  if (!Object.hasOwn(COMMANDS, command)) return false
  COMMANDS[command]!()
  return true
}
