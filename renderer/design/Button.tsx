import type { ButtonHTMLAttributes, ReactNode } from 'react'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'plain' | 'primary' | 'quiet'
  small?: boolean
}

export function Button({ look = 'plain', small, className = '', ...rest }: ButtonProps) {
  return <button type="button" className={`ui-button is-${look} ${small ? 'is-small' : ''} ${className}`} {...rest} />
}

interface IconButtonProps extends ButtonProps {
  /** Its name, shown on hover and read aloud. */
  name: string
  children: ReactNode
}

export function IconButton({ name, className = '', look = 'quiet', ...rest }: IconButtonProps) {
  return <Button look={look} className={`is-icon ${className}`} aria-label={name} title={name} {...rest} />
}
