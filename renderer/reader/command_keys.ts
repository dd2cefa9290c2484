import { COMMAND_IDS, type Command, wordsOf } from '../../electron/shared/commands'

/** An accelerator as people read it: "Ctrl+O". */
export const readableKeys = (accelerator: string) => accelerator.replace('CmdOrCtrl', 'Ctrl')

/** The keys that the page acts on, by name (keys.ts), such as "ctrl++", with their commands. */
export const keysOfCommands = <C extends Command>(isOurs: (command: Command) => command is C): [string, C][] =>
  COMMAND_IDS.filter(isOurs).flatMap((command) => {
    const { keys, menuOnly } = wordsOf(command)
    return keys && !menuOnly ? [[readableKeys(keys).toLowerCase().replace('plus', '+'), command]] : []
  })
