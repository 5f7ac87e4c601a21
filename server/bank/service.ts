import type { z } from 'zod'
import { type BankId, type BankQuestion, canEditBank, canReadBank, mostBankBytes, type saveToBank } from '../../shared/bank.ts'
import { blockFromJson } from '../../shared/document/from-json.ts'
import { attrsOf, filesIn, type Prose, textOfBlock } from '../../shared/document/prose.ts'
import { faultsOfQuestion, kindOf } from '../../shared/document/question.ts'
import { withIds } from '../../shared/document/write.ts'
import { type CourseId, type GroupId, newId } from '../../shared/id.ts'
import { colourOf, type Member } from '../../shared/people.ts'
import { notAllowed, Problem, unknown } from '../../shared/problem.ts'
import { canEditDraft, type GroupRole } from '../../shared/rights.ts'
import type { CourseService } from '../courses/service.ts'
import type { FileService } from '../files/service.ts'
import type { GroupService } from '../groups/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { BankRow, BankStore } from './store.ts'

type Tools = {
  store: BankStore
  now: () => number
  groups: Pick<GroupService, 'rolesOf' | 'placesOf' | 'pathOf'>
  courses: Pick<CourseService, 'load'>
  files: Pick<FileService, 'adopt'>
  people: Pick<PeopleService, 'findMany'>
}
const pageSize = 50

/** Questions that groups keep, to be used again in their courses. A course gets a copy, which is its own from then on. */
export function bankService({ store, now, groups, courses, files, people }: Tools) {
  /** What somebody's roles say of a group's bank. A group that none of them is near is unknown. */
  async function standing(member: Member, groupId: GroupId) {
    const [held, places] = await Promise.all([groups.rolesOf(member.id), groups.placesOf([groupId])])
    const place = places.get(groupId)
    const covering = held.filter((one) => place?.path.startsWith(one.path)).map((one): GroupRole => one.role)
    const below = held.filter((one) => place && one.path.startsWith(place.path)).map((one): GroupRole => one.role)
    if (!place || covering.length + below.length === 0) throw unknown('group')
    return { mayRead: canReadBank([...covering, ...below]), mayEdit: canEditBank(covering) }
  }
  async function mustRead(member: Member, groupId: GroupId) {
    if (!(await standing(member, groupId)).mayRead)
      throw notAllowed('group.bank', 'Only who writes courses here sees the bank of questions.')
  }
  async function mustEdit(member: Member, groupId: GroupId) {
    if (!(await standing(member, groupId)).mayEdit)
      throw notAllowed('group.bank', 'Only who writes courses of this group changes its bank.')
  }

  /** A question of the bank for somebody who may read it; for everybody else there is none. */
  async function load(member: Member, id: BankId): Promise<BankRow> {
    const row = await store.find(id)
    const reads = row && (await standing(member, row.groupId).catch(() => undefined))?.mayRead
    if (!row || !reads) throw unknown('bank')
    return row
  }

  async function asQuestions(member: Member, rows: BankRow[]): Promise<BankQuestion[]> {
    const ids = [...new Set(rows.map((row) => row.groupId))]
    const [places, who] = await Promise.all([groups.placesOf(ids), people.findMany(rows.map((row) => row.by))])
    const editable = new Map(
      await Promise.all(ids.map(async (id) => [id, (await standing(member, id).catch(() => undefined))?.mayEdit ?? false] as const)),
    )
    return rows.map((row) => ({
      id: row.id,
      groupId: row.groupId,
      kind: row.kind,
      title: row.title,
      version: row.version,
      content: row.content,
      at: row.at,
      groupName: places.get(row.groupId)?.name ?? '–',
      by: who.get(row.by) ?? { id: row.by, name: '–', colour: colourOf(row.by) },
      mayEdit: editable.get(row.groupId) ?? false,
    }))
  }

  return {
    /** What the group and those above it keep. */
    async list(member: Member, groupId: GroupId, words: string, after?: string) {
      await mustRead(member, groupId)
      const from = Number(after ?? 0) || 0
      const rows = await store.list(await groups.pathOf(groupId), words, from, pageSize + 1)
      const items = await asQuestions(member, rows.slice(0, pageSize))
      return { items, ...(rows.length > pageSize && { next: String(from + pageSize) }) }
    },

    /**
     * Keeps a question, or a new version of one.
     *
     * Throws `bank.question` for what is none, `bank.incomplete` for one that could not be asked, and `bank.conflict`
     * when the bank has a newer version than the one this was copied from.
     */
    async save(member: Member, asked: z.output<typeof saveToBank.takes>): Promise<BankQuestion> {
      const { courseId, bankId, onTopOf } = asked
      await courses.load(courseId, member, canEditDraft, 'edit')
      const before = bankId && (await load(member, bankId))
      const groupId = before?.groupId ?? asked.groupId
      await mustEdit(member, groupId)
      const content = kept(asked.content)
      const change = { kind: kindOf(attrsOf(content)['kind']), title: titleOf(content), content, courseId, by: member.id, at: now() }
      const row: BankRow = before
        ? { ...before, ...change, version: before.version + 1 }
        : { id: newId<BankId>(change.at), groupId, version: 1, removedAt: null, ...change }
      if (!before) await store.insert(row)
      else if ((onTopOf ?? before.version) !== before.version || !(await store.replace(before.id, before.version, change)))
        throw new Problem(
          'conflict',
          'bank.conflict',
          'Somebody has changed this question in the bank since you copied it. Save yours as a new one.',
        )
      const [saved] = await asQuestions(member, [row])
      if (!saved) throw unknown('bank')
      return saved
    },

    /** A copy for a course, with ids of its own; what it shows is added to the course's files. */
    async copy(member: Member, courseId: CourseId, bankId: BankId): Promise<Prose> {
      await courses.load(courseId, member, canEditDraft, 'edit')
      const row = await load(member, bankId)
      const urls = new Map<string, string>()
      for (const file of filesIn(row.content)) {
        const stored = await files.adopt(member, courseId, row.courseId, file)
        if (stored) urls.set(file, stored.url)
      }
      const copy = withIds(withUrls(row.content, urls))
      return { ...copy, attrs: { ...copy.attrs, bank: row.id, bankVersion: row.version } }
    },

    async remove(member: Member, groupId: GroupId, bankId: BankId) {
      const row = await load(member, bankId)
      if (row.groupId !== groupId) throw unknown('bank')
      await mustEdit(member, row.groupId)
      await store.remove(bankId, now())
    },
  }
}
export type BankService = ReturnType<typeof bankService>

/** The question as it is kept: what an honest editor could have written, without ids, and whole. */
function kept(content: Prose): Prose {
  const question = JSON.stringify(content).length <= mostBankBytes ? blockFromJson(content) : undefined
  if (question?.type !== 'question')
    throw new Problem('invalid', 'bank.question', 'This is no question that can be kept: it is too large, or of another kind.')
  if (faultsOfQuestion(question).length > 0)
    throw new Problem('invalid', 'bank.incomplete', 'This question is not finished. Mend what it lacks, then save it to the bank.')
  const { bank: _, bankVersion: __, ...attrs } = attrsOf(question)
  return { ...question, attrs }
}

const titleOf = (question: Prose) =>
  (question.content ?? [])
    .filter((part) => part.type === 'stem')
    .map((stem) => textOfBlock(stem).replaceAll('\n', ' … ').trim())
    .join(' ')
    .slice(0, 500)

function withUrls(node: Prose, urls: ReadonlyMap<string, string>): Prose {
  const url = urls.get(String(node.attrs?.['file'] ?? ''))
  return {
    ...node,
    ...(url && { attrs: { ...node.attrs, src: url } }),
    ...(node.content && { content: node.content.map((child) => withUrls(child, urls)) }),
  }
}
