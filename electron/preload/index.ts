import { contextBridge, ipcRenderer, webFrame, webUtils } from 'electron'
import type { Bridge } from '../shared/ipc/bridge'

/** Runs sandboxed, before the page: gives it the Bridge and nothing else. Main checks whatever comes through. */
const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke('call', name, input),
  listen: (listener) => {
    const heard = (_event: unknown, name: string, data: unknown) => listener(name, data)
    ipcRenderer.on('event', heard)
    return () => ipcRenderer.off('event', heard)
  },
  pathsOf: (files) => {
    const paths = files.map((file) => webUtils.getPathForFile(file))
    // the page can't say this by itself, and comes to no other file
    ipcRenderer.send('given', paths)
    return paths
  },
}

contextBridge.exposeInMainWorld('sparselens', bridge)

// A peer connection asks the system, by way of public addresses, how it would reach them, before any policy is looked at
webFrame.executeJavaScript('delete window.RTCPeerConnection; delete window.webkitRTCPeerConnection')
