import { z } from 'zod'
import { ask } from '../ipc/client'
import { useView, type ViewState } from './view'

/** Under which key of settings.view the reader's part is. */
const KEY = 'reader'
const REST = 600

const RememberedSchema = z.object({
  zoom: z.union([z.number().positive(), z.literal('width'), z.literal('page')]).catch('width'),
  panel: z.enum(['outline', 'pages']).optional().catch(undefined),
})

/** Takes zoom and panel from the settings and keeps them there. Returns how to stop. */
export function rememberView(): () => void {
  let timer: ReturnType<typeof setTimeout>
  let isGone = false
  ask('app.settings').then(
    ({ view }) => {
      const remembered = RememberedSchema.safeParse(view[KEY])
      if (remembered.success && !isGone) useView.setState(remembered.data)
    },
    () => {},
  )
  const stop = useView.subscribe((now, before) => {
    if (now.zoom === before.zoom && now.panel === before.panel) return
    clearTimeout(timer)
    timer = setTimeout(() => void save(now), REST)
  })
  return () => {
    isGone = true
    clearTimeout(timer)
    stop()
  }
}

/** Other parts of the window keep theirs in the same place. */
async function save({ zoom, panel }: ViewState): Promise<void> {
  try {
    const { view } = await ask('app.settings')
    await ask('app.change', { view: { ...view, [KEY]: { zoom, ...(panel && { panel }) } } })
  } catch {
    // it is remembered the next time
  }
}
