import { useEffect, useState } from 'react'
import { parsed } from './number_text'

interface NumberFieldProps {
  value: number | null
  least: number
  most?: number
  /** Empty means: as the app thinks best. */
  optional?: boolean
  fractions?: boolean
  onChange: (value: number | null) => void
  id?: string
  'aria-describedby'?: string
}

/** Counts when the field is left or Enter is pressed. What can't be meant stays to be seen, in red, and changes nothing. */
export function NumberField({
  value,
  least,
  most,
  optional = false,
  fractions = false,
  onChange,
  ...rest
}: NumberFieldProps) {
  const [text, setText] = useState(textOf(value))
  useEffect(() => setText(textOf(value)), [value])
  const wanted = parsed(text, { least, most, optional, fractions })
  const commit = () => {
    if (wanted !== undefined && wanted !== value) onChange(wanted)
  }
  return (
    <input
      className="ui-field settings-number"
      type="text"
      inputMode="decimal"
      placeholder={optional ? 'auto' : undefined}
      aria-invalid={wanted === undefined}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
      {...rest}
    />
  )
}

const textOf = (value: number | null) => (value === null ? '' : String(Math.round(value * 100) / 100))
