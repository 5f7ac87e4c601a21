import { createSignal } from 'solid-js'

/** What lies over any screen when called up: finding things, the list of keys, or beginning a course. */
type Panel = 'palette' | 'shortcuts' | 'new-course'

const [panel, openPanel] = createSignal<Panel>()
export { panel, openPanel }
export const closePanel = () => openPanel()
