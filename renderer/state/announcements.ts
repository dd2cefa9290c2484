import { create } from 'zustand'

/** What is said once, quietly: read aloud by screen readers and shown for some seconds. */
interface Announcements {
  /** The last one; `at` tells two that are alike apart. */
  last?: { message: string; at: number; isSilent: boolean }
}

export const useAnnouncements = create<Announcements>()(() => ({}))

export const announce = (message: string) =>
  useAnnouncements.setState({ last: { message, at: Date.now(), isSilent: false } })

/** Only for screen readers: others see it anyway. */
export const announceUnseen = (message: string) =>
  useAnnouncements.setState({ last: { message, at: Date.now(), isSilent: true } })
