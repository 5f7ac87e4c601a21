import AppWindow from 'lucide-solid/icons/app-window'
import ArrowDownUp from 'lucide-solid/icons/arrow-down-up'
import AudioLines from 'lucide-solid/icons/audio-lines'
import Calculator from 'lucide-solid/icons/calculator'
import CircleDot from 'lucide-solid/icons/circle-dot'
import Columns from 'lucide-solid/icons/columns-2'
import Compass from 'lucide-solid/icons/compass'
import FileUp from 'lucide-solid/icons/file-up'
import Film from 'lucide-solid/icons/film'
import Heading1 from 'lucide-solid/icons/heading-1'
import Heading2 from 'lucide-solid/icons/heading-2'
import Heading3 from 'lucide-solid/icons/heading-3'
import Picture from 'lucide-solid/icons/image'
import Images from 'lucide-solid/icons/images'
import Layers from 'lucide-solid/icons/layers'
import Library from 'lucide-solid/icons/library'
import Lightbulb from 'lucide-solid/icons/lightbulb'
import List from 'lucide-solid/icons/list'
import ListChecks from 'lucide-solid/icons/list-checks'
import ListCollapse from 'lucide-solid/icons/list-collapse'
import ListOrdered from 'lucide-solid/icons/list-ordered'
import ListTodo from 'lucide-solid/icons/list-todo'
import MapPin from 'lucide-solid/icons/map-pin'
import MessageSquareText from 'lucide-solid/icons/message-square-text'
import Milestone from 'lucide-solid/icons/milestone'
import Minus from 'lucide-solid/icons/minus'
import MousePointerClick from 'lucide-solid/icons/mouse-pointer-click'
import PanelTop from 'lucide-solid/icons/panel-top'
import Paperclip from 'lucide-solid/icons/paperclip'
import Pilcrow from 'lucide-solid/icons/pilcrow'
import Radical from 'lucide-solid/icons/radical'
import Sigma from 'lucide-solid/icons/sigma'
import Shuffle from 'lucide-solid/icons/spline'
import Code from 'lucide-solid/icons/square-code'
import FlipHorizontal from 'lucide-solid/icons/square-stack'
import StickyNote from 'lucide-solid/icons/sticky-note'
import Table from 'lucide-solid/icons/table-2'
import AArrowUp from 'lucide-solid/icons/text-cursor-input'
import Quote from 'lucide-solid/icons/text-quote'
import ToggleLeft from 'lucide-solid/icons/toggle-left'
import Video from 'lucide-solid/icons/video'
import Vote from 'lucide-solid/icons/vote'
import Waypoints from 'lucide-solid/icons/waypoints'
import type { Component } from 'solid-js'
import type { EntryName } from '../block.ts'

/** What stands beside each line of the menus. */
export const icons: Record<EntryName, Component<{ size?: number }>> = {
  paragraph: Pilcrow,
  heading1: Heading1,
  heading2: Heading2,
  heading3: Heading3,
  bulletList: List,
  orderedList: ListOrdered,
  checkList: ListTodo,
  quote: Quote,
  callout: Lightbulb,
  guide: Compass,
  codeBlock: Code,
  divider: Minus,
  image: Picture,
  gallery: Images,
  video: Film,
  audio: AudioLines,
  attachment: Paperclip,
  embed: AppWindow,
  table: Table,
  columns: Columns,
  accordion: ListCollapse,
  tabs: PanelTop,
  steps: Milestone,
  timeline: Waypoints,
  cards: FlipHorizontal,
  button: MousePointerClick,
  mathsBlock: Sigma,
  maths: Radical,
  single: CircleDot,
  multiple: ListChecks,
  trueFalse: ToggleLeft,
  ordering: ArrowDownUp,
  matching: Shuffle,
  fill: AArrowUp,
  number: Calculator,
  hotspot: MapPin,
  poll: Vote,
  open: MessageSquareText,
  fileAnswer: FileUp,
  videoAnswer: Video,
  wall: StickyNote,
  pool: Layers,
  bank: Library,
}
