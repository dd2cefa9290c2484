import { Tooltip } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { Kbd } from './Kbd'

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'plain' | 'primary' | 'quiet' | 'danger'
  small?: boolean
}

export function Button({ look = 'plain', small, className = '', ...rest }: ButtonProps) {
  return <button type="button" className={`ui-button is-${look} ${small ? 'is-small' : ''} ${className}`} {...rest} />
}

interface IconButtonProps extends ButtonProps {
  /** Its name: the tooltip, and what is read aloud. */
  name: string
  /** The shortcut, as the tooltip shows it. */
  keys?: string
  children: ReactNode
}

/** An icon with a name and a tooltip. */
export function IconButton({ name, keys, className = '', look = 'quiet', ...rest }: IconButtonProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <Button look={look} className={`is-icon ${className}`} aria-label={name} {...rest} />
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="ui-tooltip" sideOffset={6} collisionPadding={8}>
          {name}
          {keys && <Kbd keys={keys} />}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
