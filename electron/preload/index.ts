import { contextBridge } from 'electron'

// placeholder until the real bridge is there
contextBridge.exposeInMainWorld('sparselens', {})
