import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { give } from '../../electron/scripts/stage/home'

/** A short document, as some tests have it read several times. */
const LEASE = `The lease of the boat house

The boat house at Marrow Point is let to the rowing club from 1 March 2026 for five years. The rent is 240 euros a month and is paid on the first day of each month. The club keeps the roof and the doors in order, and the owner keeps the jetty in order. No fuel may be stored in the house. The owner may look at the house twice a year, after telling the club a week before.

Either side may end the lease with three months' notice. If the rent is more than two months late, the owner may end it at once. At the end the club takes its boats away and gives back all four keys. The deposit of 700 euros is paid back within a month if nothing is broken.
`

/** Puts it into the home's Documents. `more` is written at its end, to make another document of it. */
export function putLease(home: string, name = 'lease.txt', more = ''): string {
  const file = join(home, 'Documents', name)
  writeFileSync(file, LEASE + more)
  give(file)
  return file
}
