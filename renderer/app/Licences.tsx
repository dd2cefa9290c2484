import { AppDialog } from '../design/AppDialog'
import { OwnText } from './OwnText'

/** Whose work is inside, and on which terms: THIRD_PARTY.md. */
export const Licences = ({ onClose }: { onClose: () => void }) => (
  <AppDialog title="Licences of its parts" onClose={onClose} wide>
    <OwnText call="app.licences" label="Licences" />
  </AppDialog>
)
