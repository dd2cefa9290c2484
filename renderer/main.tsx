import './design/tokens.css'
import './design/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { followEvents } from './app/events'
import { applyTheme } from './app/theme'

applyTheme()
followEvents()
createRoot(document.getElementById('root')!).render(<App />)
