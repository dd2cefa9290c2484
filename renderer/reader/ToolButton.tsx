import { Tooltip } from 'radix-ui'
import type { ReactNode, Ref } from 'react'

interface Props {
  label: string
  /** The shortcut, as the tooltip shows it. */
  keys?: string
  onClick(): void
  /** For a button that stays down. */
  pressed?: boolean
  disabled?: boolean
  className?: string
  children: ReactNode
  ref?: Ref<HTMLButtonElement>
}

/** An icon with a name and a tooltip. */
export const ToolButton = ({ label, keys, onClick, pressed, disabled, className = '', children, ref }: Props) => (
  <Tooltip.Root>
    <Tooltip.Trigger asChild>
      <button
        ref={ref}
        type="button"
        className={`reader-tool ${className}`}
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </button>
    </Tooltip.Trigger>
    <Tooltip.Portal>
      <Tooltip.Content className="reader-tooltip" sideOffset={6} collisionPadding={8}>
        {label}
        {keys && <kbd>{keys}</kbd>}
      </Tooltip.Content>
    </Tooltip.Portal>
  </Tooltip.Root>
)
