import { expect, it } from 'vitest'
import {
  isLanguageCode,
  languageCodes,
  languageName,
  languageNames,
} from '../../../../../electron/shared/document/languages'

it('takes codes apart, each once', () => {
  expect(languageCodes('eng')).toEqual(['eng'])
  expect(languageCodes('deu+eng+deu')).toEqual(['deu', 'eng'])
  expect(languageCodes('chi_sim_vert + eng')).toEqual(['chi_sim_vert', 'eng'])
})

it.each(['', 'german', 'e', '../eng', 'eng+', 'eng deu', 'a+b', 'eng/deu', 'off+eng+deu+fra+spa+ita'])(
  'knows no languages by %j',
  (wrong) => {
    expect(languageCodes(wrong)).toBeUndefined()
  },
)

it('takes no path for a code', () => {
  for (const wrong of ['../x', 'eng.traineddata', 'e\0g', 'eng_']) expect(isLanguageCode(wrong)).toBe(false)
})

it('names them for people', () => {
  expect(languageName('deu')).toBe('German')
  expect(languageName('chi_sim')).toBe('Chinese (sim)')
  expect(languageName('zzq')).toBe('zzq')
  expect(languageNames('deu+eng')).toBe('German and English')
  expect(languageNames('deu+fra+eng')).toBe('German, French and English')
})
