import { AppDialog } from '../design/AppDialog'
import { Kbd } from '../design/Kbd'
import { CHEAT_SHEET } from './cheat_sheet'

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <AppDialog title="Keyboard shortcuts" onClose={onClose} wide>
      <div className="app-shortcuts">
        {CHEAT_SHEET.map(({ about, shortcuts }) => (
          <section key={about}>
            <h3>{about}</h3>
            <dl>
              {shortcuts.map(({ keys, what }) => (
                <div key={keys}>
                  <dt>
                    <Kbd keys={keys} />
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </AppDialog>
  )
}
