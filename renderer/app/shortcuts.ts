import { useEffect } from 'react'
import { type AppCommand, isAppCommand } from '../../electron/shared/commands'
import { keysOfCommands } from '../reader/command_keys'
import { keyName } from '../reader/keys'
import { SECOND_KEYS } from './cheat_sheet'
import { runCommand } from './commands'

/** What the shell does, by the key's name, such as "ctrl+k" (reader/keys.ts). */
const COMMANDS = new Map<string, AppCommand>([
  ...keysOfCommands(isAppCommand),
  ...Object.values(SECOND_KEYS).map(({ name, command }) => [name, command] as const),
])

/** The command of a key that was pressed; undefined if it isn't ours, or means something where the focus is. */
export function commandOf(event: KeyboardEvent): AppCommand | undefined {
  const name = keyName(event)
  const target = event.target instanceof Element ? event.target : undefined
  // also where the focus got lost in it
  if (document.querySelector('dialog[open]')) return undefined
  const command = COMMANDS.get(name)
  if (name === '?' && target?.closest('input, textarea, select')) return undefined
  if (name === 'escape' && target?.closest('input, select, [role=menu], [role=dialog]')) return undefined
  return command
}

/** Keys work in a window without a menu, too; what is done here doesn't get to the menu. */
export function useShortcuts(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const command = commandOf(event)
      if (command === undefined) return
      event.preventDefault()
      runCommand(command)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
