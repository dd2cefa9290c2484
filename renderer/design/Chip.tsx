import type { ComponentProps } from 'react'

/** A small button that leads somewhere, such as to a page. */
export const Chip = ({ className = '', ...rest }: ComponentProps<'button'>) => (
  <button type="button" className={`ui-chip ${className}`} {...rest} />
)
