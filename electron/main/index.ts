import { app, dialog, protocol } from 'electron'
import { filesOf, handedFiles, isTooLong, withList } from './handed_files'
import { run } from './run'
import { SCHEME } from './scheme'
import { refuseByDefault } from './security'

/** Where the app begins. What has to be done before Electron is ready is here; the rest is in run.ts. */

const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true }
protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }])
refuseByDefault()

const handed = handedFiles(process.argv, process.cwd(), app.isPackaged)

if (isTooLong(process.argv)) {
  app.relaunch({ args: withList(process.argv, filesOf(handed), app.getPath('temp'), app.isPackaged) })
  app.exit(0)
} else if (app.requestSingleInstanceLock(handed)) {
  // The second instance hands its files to the first, which owns the library
  const files = filesOf(handed)
  // on macOS files come as events, the first ones before the app is ready
  app.on('open-file', (event, path) => {
    event.preventDefault()
    files.push(path)
  })
  app
    .whenReady()
    .then(() => run(files))
    .catch((error: Error) => {
      dialog.showErrorBox('SparseLens cannot start', error.message)
      app.exit(1)
    })
} else {
  app.exit(0)
}
