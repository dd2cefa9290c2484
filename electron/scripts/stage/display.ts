import { spawn } from 'node:child_process'
import { atEnd } from './cleanup'

let started: Promise<string> | undefined

/** The display to show windows on: the one there is, or an Xvfb of our own for as long as this process lives. */
export function display(): Promise<string> {
  if (process.env.DISPLAY) return Promise.resolve(process.env.DISPLAY)
  started ??= startXvfb()
  return started
}

function startXvfb(): Promise<string> {
  // -ac: windows of another user (see user.ts) are let in, through the local socket only
  const args = ['-displayfd', '1', '-screen', '0', '1920x1200x24', '-ac', '-nolisten', 'tcp']
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  atEnd(() => child.kill())
  return new Promise((resolve, reject) => {
    child.on('error', () => reject(new Error('There is no display and no Xvfb (Debian: xvfb) to make one.')))
    child.on('exit', (status) => reject(new Error(`Xvfb ended with status ${status}.`)))
    child.stdout.once('data', (line: Buffer) => resolve(`:${line.toString().trim()}`))
  })
}
