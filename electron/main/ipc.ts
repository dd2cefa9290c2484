import type { AppCalls, Failure, Handlers } from '../shared/ipc/calls'
import { appCalls } from '../shared/ipc/contract'
import { failureOf } from '../shared/ipc/failure'
import { answer } from '../shared/ipc/port'
import { isAppPage } from './scheme'

export type Reply = { ok: true; value: unknown } | { ok: false; failure: Failure }

/** Who sends a message, as far as Electron's IpcMainInvokeEvent says. */
export interface Sender {
  senderFrame: { url: string; parent: unknown } | null
}

/** Only the app's own page, in its top frame, may ask for anything. */
export function isTrusted({ senderFrame }: Sender): boolean {
  return senderFrame !== null && senderFrame.parent === null && isAppPage(senderFrame.url)
}

/** Answers one call of the page; never rejects. */
export async function reply(handlers: Handlers<AppCalls>, name: unknown, input: unknown): Promise<Reply> {
  try {
    return { ok: true, value: await answer(appCalls, handlers, name, input) }
  } catch (error) {
    return { ok: false, failure: failureOf(error) }
  }
}
