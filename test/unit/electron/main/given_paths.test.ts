import { expect, it } from 'vitest'
import { GivenPaths } from '../../../../electron/main/given_paths'

it('a page can name the files that were given, and no others', () => {
  const given = new GivenPaths()
  given.add(['/home/me/a.pdf', ''])
  given.add('/home/me/b.pdf')
  given.add([7])
  const named = [['/home/me/a.pdf'], ['/home/me/a.pdf', '/home/me/b.pdf'], ['/etc/hostname'], ['']]
  expect(named.map((paths) => given.have({ paths }))).toEqual([true, false, false, true])
  // '' and what has another form are refused by the call's schema
  expect(given.have(undefined)).toBe(true)
  expect(given.have({ document: 'x' })).toBe(true)
})
