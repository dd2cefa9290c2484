import { languageCodes, languageName, OCR_OFF } from '../../electron/shared/document/languages'
import { useLanguages } from '../state/languages'

interface Props {
  /** "deu+eng", or "off". */
  value: string
  onChange: (languages: string) => void
}

/** In which languages text in pictures is recognized: each more takes its time. */
export function ScanLanguages({ value, onChange }: Props) {
  const known = useLanguages()
  const chosen = value === OCR_OFF ? [] : (languageCodes(value) ?? [])
  const all = [...new Set([...known, ...chosen])]
  const choose = (code: string, isChosen: boolean) => {
    const codes = isChosen ? [...chosen, code] : chosen.filter((one) => one !== code)
    onChange(codes.length > 0 ? codes.join('+') : OCR_OFF)
  }
  return (
    <fieldset className="settings-languages">
      <legend>Recognize text in scans and pictures</legend>
      <p>
        In these languages; in none, they stay pictures. To add one, drop its file (such as “deu.traineddata”, of
        Tesseract’s) on the window. What is read already stays as it is.
      </p>
      <div>
        {all.map((code) => (
          <label key={code}>
            <input
              type="checkbox"
              checked={chosen.includes(code)}
              onChange={({ target }) => choose(code, target.checked)}
            />
            {languageName(code)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
