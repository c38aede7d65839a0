/** Where the page begins. */
import './ahead.ts'
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/inter/wght.css'
import './tokens.css'
import './base.css'
import { Boundary } from './notices/Boundary.tsx'
import { App } from './page/App.tsx'
import { boot } from './page/boot.ts'
import { PageContext } from './page/page.ts'

const page = await boot()
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has an element with the id root')
createRoot(root).render(
  <PageContext value={page}>
    <Boundary>
      <App />
    </Boundary>
  </PageContext>,
)
