import { resourceUsage } from 'node:process'
import { readDocument } from '../../electron/documents/read'

/** usage: cost_child.ts FILE: reads it, and prints what that took (cost.ts). */
const before = process.cpuUsage()
const { text } = await readDocument(process.argv[2]!)
const { user, system } = process.cpuUsage(before)
console.log(
  JSON.stringify({ seconds: (user + system) / 1e6, characters: text.length, peak: resourceUsage().maxRSS / 1024 }),
)
process.exit(0)
