import './ui/tokens.css'
import './ui/base.css'
import { Route, Router } from '@solidjs/router'
import type { Component } from 'solid-js'
import { render } from 'solid-js/web'
import { later } from './platform/later.ts'
import { startText, wholeText } from './platform/text.ts'
import { Frame } from './screens/frame/Frame.tsx'
import { SignedIn } from './screens/frame/SignedIn.tsx'

// Every screen is a file of its own on the wire; the frame around them is what loads first.
const HomeScreen = later(() => import('./screens/home/HomeScreen.tsx'))
const SetUpScreen = later(() => import('./screens/set-up/SetUpScreen.tsx'))
const InvitationScreen = later(() => import('./screens/invitation/InvitationScreen.tsx'))
const SignInScreen = later(() => import('./screens/sign-in/SignInScreen.tsx'))
const GalleryScreen = later(() => import('./screens/gallery/GalleryScreen.tsx'))
const GuestScreen = later(async () => (await Promise.all([import('./screens/guest/GuestScreen.tsx'), wholeText()]))[0])
const NotFoundScreen = later(() => import('./screens/not-found/NotFoundScreen.tsx'))

// The screens inside courses, and of oneself, say much more, and bring their words along.
const withWords = (load: () => Promise<{ default: Component }>) => later(async () => (await Promise.all([load(), wholeText()]))[0])
const AccountScreen = withWords(() => import('./screens/account/AccountScreen.tsx'))
const GroupScreen = withWords(() => import('./screens/group/GroupScreen.tsx'))
const EditorScreen = withWords(() => import('./screens/editor/EditorScreen.tsx'))
const PlayerScreen = withWords(() => import('./screens/player/PlayerScreen.tsx'))

await startText()

render(
  () => (
    <Router root={Frame}>
      <Route path="/sign-in" component={SignInScreen} />
      <Route path="/set-up/:token" component={SetUpScreen} />
      <Route path="/invitations/:token" component={InvitationScreen} />
      <Route path="/guest" component={GuestScreen} />
      <Route path="/gallery" component={GalleryScreen} />
      <Route path="/" component={SignedIn}>
        <Route path="/" component={HomeScreen} />
        <Route path="/you" component={AccountScreen} />
        <Route path="/groups/:groupId" component={GroupScreen} />
        <Route path="/courses/:courseId" component={EditorScreen} />
        <Route path="/play/:courseId" component={PlayerScreen} />
      </Route>
      <Route path="*" component={NotFoundScreen} />
    </Router>
  ),
  document.getElementById('app')!, // stands in index.html
)
