import { createRoot } from 'react-dom/client'

// placeholder until the real window is there
createRoot(document.getElementById('root')!).render(<h1>SparseLens</h1>)
