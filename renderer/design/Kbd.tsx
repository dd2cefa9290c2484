const isMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac')

/** A shortcut as it stands on the user's keyboard: "Ctrl+K" is ⌘K on a Mac. */
export const Kbd = ({ keys }: { keys: string }) => <kbd className="ui-kbd">{keysText(keys, isMac)}</kbd>

export function keysText(keys: string, mac: boolean): string {
  if (!mac) return keys
  return keys
    .replace(/Ctrl\+/g, '⌘')
    .replace(/Shift\+/g, '⇧')
    .replace(/Alt\+/g, '⌥')
}
