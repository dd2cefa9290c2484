import { expect, it } from 'vitest'
import { fileArguments } from '../../../../electron/main/file_arguments'

it('finds the files among the options', () => {
  expect(fileArguments(['sparselens', 'a.pdf', '/b/c d.txt'], '/home/me', true)).toEqual([
    '/home/me/a.pdf',
    '/b/c d.txt',
  ])
  expect(fileArguments(['sparselens', '--user-data-dir=/x', '-v', '', 'a.pdf'], '/h', true)).toEqual(['/h/a.pdf'])
  expect(fileArguments(['sparselens', 'a', '--', '-b.pdf'], '/h', true)).toEqual(['/h/a', '/h/-b.pdf'])
  expect(fileArguments(['sparselens'], '/h', true)).toEqual([])
})

it('takes addresses of files, as desktops hand them over', () => {
  expect(fileArguments(['sparselens', 'file:///b/c%20d.txt', 'file://elsewhere/a.pdf'], '/h', true)).toEqual([
    '/b/c d.txt',
    '/h/file:/elsewhere/a.pdf',
  ])
})

it("leaves out the app's own folder in development", () => {
  expect(fileArguments(['electron', '--no-sandbox', '.', 'a.pdf'], '/h', false)).toEqual(['/h/a.pdf'])
  expect(fileArguments(['electron', '.'], '/h', false)).toEqual([])
})
