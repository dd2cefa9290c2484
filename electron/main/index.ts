import { join } from 'node:path'
import { app, protocol } from 'electron'
import { respond } from './protocol'
import { SCHEME } from './scheme'
import { lockSession, refuseByDefault } from './security'
import { openWindow } from './window'

protocol.registerSchemesAsPrivileged([
  {
    scheme: SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true },
  },
])
refuseByDefault()

app.whenReady().then(() => {
  lockSession()
  const page = join(import.meta.dirname, '../renderer')
  protocol.handle(SCHEME, (request) => respond({ page, document: () => undefined }, request))
  openWindow({ place: undefined, onMoved: () => {}, developer: !app.isPackaged })
})
app.on('window-all-closed', () => app.quit())
