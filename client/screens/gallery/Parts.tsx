import Bell from 'lucide-solid/icons/bell'
import BookOpen from 'lucide-solid/icons/book-open'
import Copy from 'lucide-solid/icons/copy'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Flag from 'lucide-solid/icons/flag'
import PanelRight from 'lucide-solid/icons/panel-right'
import Pencil from 'lucide-solid/icons/pencil'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { createSignal } from 'solid-js'
import { diffWords } from '../../../shared/prose-diff.ts'
import { toast } from '../../platform/toast.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { CopyField } from '../../ui/CopyField.tsx'
import { Dialog, Sheet } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Checkbox, Select, TextArea, TextField } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { ProgressBar, Ring } from '../../ui/Progress.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { Tooltip } from '../../ui/Tooltips.tsx'
import { LessonDiff } from '../../ui/LessonDiff.tsx'
import { WordDiff } from '../../ui/WordDiff.tsx'
import styles from './Gallery.module.css'

export function Buttons() {
  const [pressed, setPressed] = createSignal(true)
  return (
    <>
      <div class={styles.row}>
        <Button tone="primary">Publish version 4</Button>
        <Button>Invite somebody</Button>
        <Button tone="quiet">Not now</Button>
        <Button tone="danger">
          <Trash /> Remove from group
        </Button>
        <ButtonLink href="/gallery">A link</ButtonLink>
      </div>
      <div class={styles.row}>
        <Button size="small" tone="primary">
          <Plus /> New lesson
        </Button>
        <Button size="small">Small</Button>
        <Button size="small" tone="quiet">
          Small and quiet
        </Button>
        <Button disabled>Not possible</Button>
        <Button tone="primary" busy>
          Publishing
        </Button>
      </div>
      <div class={styles.row}>
        <IconButton label="Edit" keys="Mod+E">
          <Pencil />
        </IconButton>
        <IconButton label="Margin" pressed={pressed()} onClick={() => setPressed(!pressed())}>
          <PanelRight />
        </IconButton>
        <IconButton label="Copy" size="small">
          <Copy />
        </IconButton>
        <IconButton label="Nothing new" disabled>
          <Bell />
        </IconButton>
      </div>
    </>
  )
}

export function Fields() {
  const [text, setText] = createSignal('')
  const [role, setRole] = createSignal<'author' | 'learner'>('author')
  const [on, setOn] = createSignal(true)
  return (
    <div class={styles.columns}>
      <TextField label="Title" value={text()} onInput={setText} placeholder="Handling refunds" hint="What learners see first." />
      <TextField
        label="Email address"
        type="email"
        value="ana@"
        onInput={() => {}}
        error="This is not an address yet: something is missing after @."
      />
      <TextField label="Group" value="Sales" onInput={() => {}} disabled />
      <TextArea label="Reason" optional value={text()} onInput={setText} />
      <Select
        label="Role"
        value={role()}
        onChange={setRole}
        options={[
          { value: 'author', label: 'Author' },
          { value: 'learner', label: 'Learner' },
        ]}
      />
      <CopyField label="Link" value="https://academy.example.org/invitations/6sjAvS8y" />
      <div>
        <Checkbox label="Shuffle the choices" checked={on()} onChange={setOn} hint="Each learner sees them in another order." />
        <Checkbox label="Not changeable" checked={false} onChange={() => {}} disabled />
      </div>
    </div>
  )
}

export function Floating() {
  const [open, setOpen] = createSignal<'dialog' | 'sheet' | 'bottom'>()
  const [tab, setTab] = createSignal<'threads' | 'flags' | 'review'>('threads')
  const close = () => setOpen()
  return (
    <>
      <div class={styles.row}>
        <Menu
          label="Lesson"
          trigger={(opener) => (
            <Button {...opener}>
              <Ellipsis /> Menu
            </Button>
          )}
          items={[
            { label: 'Rename', icon: Pencil, hint: 'F2', onSelect: () => toast('Renamed') },
            { label: 'Copy', icon: Copy, onSelect: () => toast('Copied', { tone: 'ok' }) },
            { label: 'Move', disabled: true },
            'line',
            { heading: 'Order' },
            { label: 'By name', checked: true },
            { label: 'By time', checked: false },
            'line',
            {
              label: 'Move to trash',
              icon: Trash,
              danger: true,
              onSelect: () => toast('Moved to the trash', { action: { label: 'Undo', run: () => {} } }),
            },
          ]}
        />
        <Popover label="Review" trigger={(opener) => <Button {...opener}>Popover</Button>}>
          {(closeIt) => (
            <>
              <p>Anything small fits in here.</p>
              <Button size="small" onClick={closeIt}>
                Done
              </Button>
            </>
          )}
        </Popover>
        <Button onClick={() => setOpen('dialog')}>Dialog</Button>
        <Button onClick={() => setOpen('sheet')}>Sheet</Button>
        <Button onClick={() => setOpen('bottom')}>Bottom sheet</Button>
        <Button onClick={() => toast('The server does not answer. Nothing was lost.', { tone: 'danger' })}>Toast</Button>
        <Tooltip text="A few words, when pointed at" keys="Mod+K">
          <Button tone="quiet">Tooltip</Button>
        </Tooltip>
      </div>
      <Tabs
        label="Margin"
        tabs={[
          { key: 'threads', label: 'Threads', count: 3 },
          { key: 'flags', label: 'Flags', count: 1 },
          { key: 'review', label: 'Review' },
        ]}
        value={tab()}
        onChange={setTab}
      >
        {(key) => <p>What people say under “{key}”.</p>}
      </Tabs>
      <Dialog
        open={open() === 'dialog'}
        onClose={close}
        title="Publish version 4?"
        about="Three lessons changed. 12 people will be asked to look at them again."
        footer={
          <>
            <Button onClick={close}>Not yet</Button>
            <Button tone="primary" onClick={close}>
              Publish version 4
            </Button>
          </>
        }
      >
        <TextArea label="What is new" optional value="" onInput={() => {}} />
      </Dialog>
      <Sheet open={open() === 'sheet'} onClose={close} title="Outline">
        <p>The left or right margin, on a phone.</p>
      </Sheet>
      <Sheet open={open() === 'bottom'} onClose={close} title="Flag as outdated" side="bottom">
        <TextArea label="What changed" optional value="" onInput={() => {}} />
      </Sheet>
    </>
  )
}

export function States() {
  return (
    <>
      <div class={styles.row}>
        <Badge>Draft</Badge>
        <Badge tone="accent">Version 3</Badge>
        <Badge tone="ok">Done</Badge>
        <Badge tone="warn">Waiting</Badge>
        <Badge tone="danger">Failed</Badge>
        <Badge tone="thread">4 threads</Badge>
        <Badge tone="flag">
          <Flag /> 2
        </Badge>
        <Badge tone="question">1 question</Badge>
        <Kbd keys="Mod+Shift+K" />
      </div>
      <div class={styles.columns}>
        <ProgressBar label="Lessons learnt" value={0} max={8} />
        <ProgressBar label="Lessons learnt" value={5} max={8} />
        <ProgressBar label="Lessons learnt" value={8} max={8} />
        <div class={styles.row}>
          <Ring label="Not begun" value={0} max={4} />
          <Ring label="One of four" value={1} max={4} />
          <Ring label="Three of four" value={3} max={4} size={28} />
          <Ring label="All of four" value={4} max={4} size={28} />
        </div>
      </div>
      <Banner>Ana and Ben are editing this lesson.</Banner>
      <Banner tone="ok">Version 4 is out.</Banner>
      <Banner tone="warn" action={<Button size="small">Show them</Button>}>
        Two passages were not accepted.
      </Banner>
      <Banner tone="danger">The disk of the server is full. Nothing is saved at the moment.</Banner>
      <Skeleton lines={3} />
    </>
  )
}

export function Places() {
  return (
    <div class={styles.columns}>
      <Card>
        <h3>A card</h3>
        <p>A thing of its own among others like it.</p>
      </Card>
      <Card quiet>
        <h3>A quiet card</h3>
        <p>Without an edge.</p>
      </Card>
      <Card>
        <EmptyState small icon={BookOpen} title="No courses yet" text="What this group writes and learns appears here.">
          <Button tone="primary">Begin a course</Button>
        </EmptyState>
      </Card>
      <Card>
        <Skeleton height="6rem" />
      </Card>
    </div>
  )
}

export function Diffs() {
  return (
    <>
      <WordDiff runs={diffWords('The form waits in the canteen.', 'The form waits in the new office.')} />
      <WordDiff runs={diffWords('Nothing changed here.', 'Nothing changed here.')} />
      <LessonDiff
        beside
        blocks={[
          {
            block: 'a',
            kind: 'paragraph',
            change: 'changed',
            class: 'content',
            words: diffWords('Refund within 14 days.', 'Refund within 30 days.'),
          },
          {
            block: 'b',
            kind: 'paragraph',
            change: 'moved',
            class: 'structure',
            words: diffWords('It stood elsewhere.', 'It stood elsewhere.'),
            from: 'Basics',
          },
          { block: 'c', kind: 'choice', change: 'changed', class: 'key', words: [] },
        ]}
      />
    </>
  )
}
