import { app, type Session, session, type WebContents } from 'electron'
import { isAppPage, isLocal } from './scheme'

/**
 * What the app refuses, whoever asks (ARCHITECTURE.md); test/unit/electron/main/refused.test.ts and
 * test/e2e/refused.test.ts hold it to that.
 *
 * - remote requests of any kind, names that would have to be looked up
 * - leaving the page, frames, new windows, webviews
 * - permissions (camera, notifications, file system, devices ...) and downloads
 */
export function refuseByDefault(): void {
  // what Chromium itself might ask the network for
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  app.commandLine.appendSwitch('disable-domain-reliability')
  app.commandLine.appendSwitch('no-pings')
  // a page's <link rel=dns-prefetch> passes by the rules above, and has the kernel asked for a way to a public address
  app.commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false')
  // for a peer connection Chromium joins mDNS on the local network, whatever the policy below
  app.commandLine.appendSwitch('disable-features', 'WebRtcHideLocalIpsWithMdns')
  app.on('web-contents-created', (_event, contents) => lockContents(contents))
}

/** Once the app is ready. */
export function lockSession(locked: Session = session.defaultSession): void {
  locked.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !isLocal(url) }))
  locked.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  locked.setPermissionCheckHandler(() => false)
  locked.setDevicePermissionHandler(() => false)
  locked.on('will-download', (event) => event.preventDefault())
  // dictionaries would be downloaded
  locked.setSpellCheckerEnabled(false)
  locked.setSpellCheckerLanguages([])
}

function lockContents(contents: WebContents): void {
  const stay = (event: Electron.Event, url: string) => {
    // the page itself may be loaded again (devtools, a renderer that crashed)
    if (!isAppPage(url)) event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isAppPage(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  // Electron 33 waits at two ports all the same; of these it may open none
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWebRTCUDPPortRange({ min: 1, max: 1 })
}
