import { ChevronDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useView } from '../view'
import type { Zoom } from '../zoom'

const SIZES = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4]

const percent = (zoom: number) => `${Math.round(zoom * 100)}%`

/** How large it is shown, and what else it could be. */
export function ZoomMenu({ isPdf }: { isPdf: boolean }) {
  const shown = useView((state) => state.shownZoom)
  const { setZoom, rotate } = useView.getState()
  const item = (label: string, zoom: Zoom) => (
    <DropdownMenu.Item className="ui-menu-item" onSelect={() => setZoom(zoom)}>
      {label}
    </DropdownMenu.Item>
  )
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="reader-zoom" aria-label={`Zoom, ${percent(shown)}`}>
        {percent(shown)}
        <ChevronDown />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="ui-menu" align="center" sideOffset={6} collisionPadding={8}>
          {isPdf && item('Fit width', 'width')}
          {isPdf && item('Fit page', 'page')}
          {isPdf && (
            <DropdownMenu.Item className="ui-menu-item" onSelect={() => rotate()}>
              Rotate clockwise
            </DropdownMenu.Item>
          )}
          {isPdf && <DropdownMenu.Separator className="ui-menu-line" />}
          {SIZES.map((size) => (
            <DropdownMenu.Item key={size} className="ui-menu-item" onSelect={() => setZoom(size)}>
              {percent(size)}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
