import { Download } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ExportKind } from '../../electron/shared/ipc/export_data'
import { exportAnswer } from '../actions/asking'
import { Button } from '../design/Button'

const NAME = 'Export or save…'

/** What an answer can be written to. */
export function ExportMenu({ answer }: { answer: string }) {
  const item = (kind: ExportKind, label: string) => (
    <DropdownMenu.Item className="ui-menu-item" onSelect={() => exportAnswer(answer, kind)}>
      {label}
    </DropdownMenu.Item>
  )
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button look="quiet" className="is-icon" small aria-label={NAME} title={NAME}>
          <Download size={14} aria-hidden />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="ui-menu" align="end" sideOffset={6} collisionPadding={8}>
          {item('report', 'Web page with evidence and map…')}
          {item('markdown', 'Markdown with pages…')}
          <DropdownMenu.Separator className="ui-menu-line" />
          {item('trace-lines', 'Trace as JSON lines…')}
          {item('trace', 'Trace as binary…')}
          <DropdownMenu.Separator className="ui-menu-line" />
          {item('analysis', 'Save document, answers and lens…')}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
