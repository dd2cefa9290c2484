import { z } from 'zod'
import { remember } from '../actions/remembered'
import { useApp } from '../state/app'
import { useView } from './view'

/** Under which key of settings.view the reader's part is. */
const KEY = 'reader'

const RememberedSchema = z.object({
  zoom: z.union([z.number().positive(), z.literal('width'), z.literal('page')]).catch('width'),
  panel: z.enum(['outline', 'pages']).optional().catch(undefined),
})

/** Takes zoom and panel from the settings, once they are there, and keeps them there. Returns how to stop. */
export function rememberView(): () => void {
  const stopWaiting = useApp.subscribe(takeOver)
  const stopKeeping = useView.subscribe(({ zoom, panel }, before) => {
    if (zoom === before.zoom && panel === before.panel) return
    remember({ [KEY]: { zoom, ...(panel && { panel }) } })
  })
  takeOver()
  return () => {
    stopWaiting()
    stopKeeping()
  }
}

let isTaken = false

function takeOver(): void {
  const { settings } = useApp.getState()
  if (!settings || isTaken) return
  isTaken = true
  const remembered = RememberedSchema.safeParse(settings.view[KEY])
  if (remembered.success) useView.setState(remembered.data)
}
