import type { Navigator } from '@solidjs/router'
import BookOpen from 'lucide-solid/icons/book-open'
import House from 'lucide-solid/icons/house'
import Keyboard from 'lucide-solid/icons/keyboard'
import Languages from 'lucide-solid/icons/languages'
import LogOut from 'lucide-solid/icons/log-out'
import PenLine from 'lucide-solid/icons/pen-line'
import Plus from 'lucide-solid/icons/plus'
import SunMoon from 'lucide-solid/icons/sun-moon'
import UserRound from 'lucide-solid/icons/user-round'
import UsersRound from 'lucide-solid/icons/users-round'
import type { Component } from 'solid-js'
import type { Course } from '../../../shared/courses.ts'
import type { SeenGroup } from '../../../shared/groups.ts'
import { canCreateCourse } from '../../../shared/rights.ts'
import { branchesOf } from '../../groups/tree.ts'
import type { Command } from '../../platform/palette.ts'
import { showProblem } from '../../platform/problems.ts'
import { signOut } from '../../platform/session.ts'
import { t } from '../../platform/text.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import { openPanel } from './panels.ts'
import { languageItems, themeItems } from './Preferences.tsx'

type Known = { courses: readonly Course[]; groups: readonly SeenGroup[]; navigate: Navigator }

/** All commands there are for this person, courses first. */
export function commandsFor({ courses, groups, navigate }: Known): Command[] {
  return [
    ...courses.flatMap((course) => courseCommands(course, navigate)),
    ...groupCommands(groups, navigate),
    ...actions(groups, navigate),
    ...preferences(),
  ]
}

function courseCommands(course: Course, navigate: Navigator): Command[] {
  const group = t('frame.courses')
  const commands: Command[] = []
  if (course.canRead)
    commands.push({
      id: `edit ${course.id}`,
      group,
      label: course.title,
      hint: course.canEdit ? t('frame.write') : t('frame.read'),
      icon: PenLine,
      run: () => navigate(`/courses/${course.id}`),
    })
  if (course.canPlay && course.version !== null)
    commands.push({
      id: `play ${course.id}`,
      group,
      label: course.title,
      hint: t('frame.learn'),
      icon: BookOpen,
      run: () => navigate(`/play/${course.id}`),
    })
  return commands
}

function groupCommands(groups: readonly SeenGroup[], navigate: Navigator): Command[] {
  return branchesOf(groups)
    .filter(({ group }) => group.roles.length > 0)
    .map(({ group }) => ({
      id: group.id,
      group: t('frame.groups'),
      label: group.name,
      icon: UsersRound,
      run: () => navigate(`/groups/${group.id}`),
    }))
}

function actions(groups: readonly SeenGroup[], navigate: Navigator): Command[] {
  const group = t('frame.actions')
  const newCourse = { id: 'new course', group, label: t('frame.newCourse'), icon: Plus, run: () => openPanel('new-course') }
  return [
    ...(groups.some(({ roles }) => canCreateCourse(roles)) ? [newCourse] : []),
    { id: 'home', group, label: t('frame.toHome'), icon: House, run: () => navigate('/') },
    { id: 'you', group, label: t('auth.account'), icon: UserRound, run: () => navigate('/you') },
    {
      id: 'shortcuts',
      group,
      label: t('frame.shortcuts'),
      hint: t('frame.shortcutsAbout'),
      icon: Keyboard,
      run: () => openPanel('shortcuts'),
    },
    { id: 'sign out', group, label: t('auth.signOut'), icon: LogOut, run: () => void signOut().catch(showProblem) },
  ]
}

function preferences(): Command[] {
  const choices = (items: readonly MenuItem[], group: string, icon: Component): Command[] =>
    items.flatMap((item) =>
      typeof item === 'object' && 'label' in item
        ? [{ id: `${group} ${item.label}`, group, label: `${group}: ${item.label}`, icon, run: () => item.onSelect?.() }]
        : [],
    )
  return [...choices(themeItems(), t('ui.theme'), SunMoon), ...choices(languageItems(), t('ui.language'), Languages)]
}
