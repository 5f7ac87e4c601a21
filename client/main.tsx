import './ui/tokens.css'
import './ui/base.css'
import { Route, Router } from '@solidjs/router'
import { lazy } from 'solid-js'
import { render } from 'solid-js/web'
import { startText } from './platform/text.ts'
import { Frame } from './screens/frame/Frame.tsx'
import { SignedIn } from './screens/frame/SignedIn.tsx'

// Every screen is a file of its own on the wire; the frame around them is what loads first.
const HomeScreen = lazy(() => import('./screens/home/HomeScreen.tsx'))
const SignInScreen = lazy(() => import('./screens/sign-in/SignInScreen.tsx'))
const GalleryScreen = lazy(() => import('./screens/gallery/GalleryScreen.tsx'))
const NotFoundScreen = lazy(() => import('./screens/not-found/NotFoundScreen.tsx'))

await startText()

render(
  () => (
    <Router root={Frame}>
      <Route path="/sign-in" component={SignInScreen} />
      <Route path="/gallery" component={GalleryScreen} />
      <Route path="/" component={SignedIn}>
        <Route path="/" component={HomeScreen} />
      </Route>
      <Route path="*" component={NotFoundScreen} />
    </Router>
  ),
  document.getElementById('app')!, // stands in index.html
)
