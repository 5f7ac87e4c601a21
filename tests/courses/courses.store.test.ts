import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CourseId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { canEditDraft, canPlay, canReadDraft } from '../../shared/rights.ts'
import { day } from '../../shared/time.ts'
import { type Company, openCompany } from '../rights/company.ts'

let company: Company
let ana: Member
let leo: Member
let mia: Member
let lena: Member
beforeAll(async () => {
  company = await openCompany()
  ana = await company.person('ana', ['sales', 'author'])
  leo = await company.person('leo', ['north', 'learner'])
  mia = await company.person('mia', ['south', 'learner'])
  lena = await company.person('lena', ['sales', 'lnd'])
})
afterAll(() => company.close())

const problem = (code: string) => expect.objectContaining({ code })
const begin = (title: string, group: 'sales' | 'north' | 'south' = 'sales') =>
  company.courses.create(ana, { groupId: company.tree[group].id, title })
const publish = (id: CourseId, version: number, title: string) =>
  company.db.transaction((tx) => company.courses.markPublished(tx, id, version, company.now(), { title }))
const titles = async (member: Member) => (await company.courses.list(member)).items.map(({ title }) => title)

describe('beginning a course', () => {
  test('makes its draft and its row in one, and whoever begins it is its editor', async () => {
    const course = await begin('Handling refunds')
    expect(course).toMatchObject({ title: 'Handling refunds', groupName: 'Sales', version: null, canEdit: true, canPublish: true })
    expect(course.standing.courseRole).toBe('editor')
    const { seq, records } = await company.log.open(course.id)
    expect([seq, records[0]?.actor]).toEqual([1, ana.id])
  })

  test('[R21] needs the role of an author there', async () => {
    await expect(company.courses.create(leo, { groupId: company.tree.north.id, title: 'No' })).rejects.toEqual(
      problem('group.createCourse'),
    )
    await expect(company.courses.create(mia, { groupId: company.tree.north.id, title: 'No' })).rejects.toEqual(problem('group.unknown'))
    await expect(company.courses.create(ana, { groupId: company.tree.root.id, title: 'No' })).rejects.toEqual(problem('group.unknown'))
  })
})

describe('standing', () => {
  test('[R31] a draft is unknown to learners until the first version, and then is theirs by its branch of the tree', async () => {
    const north = await begin('Only for the north', 'north')
    const all = await begin('For all of sales')
    await expect(company.courses.get(leo, all.id)).rejects.toEqual(problem('course.unknown'))
    await publish(all.id, 1, 'For all of sales')
    await publish(north.id, 1, 'Only for the north')
    expect(await titles(leo)).toEqual(['For all of sales', 'Only for the north'])
    expect(await titles(mia)).toEqual(['For all of sales'])
    await expect(company.courses.get(mia, north.id)).rejects.toEqual(problem('course.unknown'))
    await expect(company.courses.load(all.id, leo, canReadDraft, 'readDraft')).rejects.toEqual(problem('course.readDraft'))
    expect((await company.courses.load(all.id, leo, canPlay)).standing.audience).toBe(true)
  })

  test('[R32] learners see the words of the version, authors those of the draft', async () => {
    const course = await begin('First words')
    await publish(course.id, 1, 'First words')
    await company.courses.setTitle(course.id, 'Secret new words', 'A secret summary')
    expect(await company.courses.get(leo, course.id)).toMatchObject({ title: 'First words', summary: '' })
    expect(await company.courses.get(ana, course.id)).toMatchObject({ title: 'Secret new words', summary: 'A secret summary' })
  })

  test('somebody from elsewhere reads by invitation to this one course, until it is taken back', async () => {
    const ben = await company.person('ben')
    const [one, other] = [await begin('One'), await begin('Other')]
    await company.courses.setRole(ana, one.id, ben.id, 'commenter')
    expect(await titles(ben)).toEqual(['One'])
    await expect(company.courses.load(one.id, ben, canEditDraft, 'edit')).rejects.toEqual(problem('course.edit'))
    await expect(company.courses.get(ben, other.id)).rejects.toEqual(problem('course.unknown'))
    await company.courses.setRole(ana, one.id, ben.id, 'editor')
    await company.courses.load(one.id, ben, canEditDraft)
    await company.courses.setRole(ana, one.id, ben.id, null)
    expect(await company.courses.standing(one.id, ben.id)).toMatchObject({ standing: { courseRole: null, audience: false } })
    expect(await titles(ben)).toEqual([])
    expect(company.rung()).toContainEqual({ personId: ben.id, courseId: one.id })
  })

  test('who has a role on a course may leave it; others cannot take it from them', async () => {
    const [guest, other] = [await company.person('guest'), await company.person('other')]
    const course = await begin('Left')
    await company.courses.setRole(ana, course.id, guest.id, 'commenter')
    await company.courses.setRole(ana, course.id, other.id, 'viewer')
    await expect(company.courses.setRole(guest, course.id, other.id, null)).rejects.toEqual(problem('course.invite'))
    await expect(company.courses.setRole(guest, course.id, guest.id, 'editor')).rejects.toEqual(problem('course.invite'))
    await company.courses.setRole(guest, course.id, guest.id, null)
    await expect(company.courses.get(guest, course.id)).rejects.toEqual(problem('course.unknown'))
  })

  test('the list of what somebody can see agrees with what each course says', async () => {
    const own = new Set((await company.courses.listFor(lena.id)).map(({ course }) => course.id))
    const { items } = await company.courses.list(lena)
    expect(own).toEqual(new Set(items.map(({ id }) => id)))
    for (const { id, standing } of items) expect((await company.courses.standing(id, lena.id))?.standing).toEqual(standing)
  })
})

describe('the trash', () => {
  test('[R37] hides a course from everybody, keeps it for 30 days for who manages it, and gives it back', async () => {
    const course = await begin('Thrown away')
    await publish(course.id, 1, 'Thrown away')
    await expect(company.courses.trash(leo, course.id)).rejects.toEqual(problem('course.trash'))
    await company.courses.trash(ana, course.id)
    expect(company.rung()).toContainEqual({ courseId: course.id })
    for (const person of [ana, leo, lena]) await expect(company.courses.get(person, course.id)).rejects.toEqual(problem('course.unknown'))
    expect(await company.courses.standing(course.id, ana.id)).toBeUndefined()
    expect((await company.courses.list(leo, { trashed: true })).items).toEqual([])
    expect((await company.courses.list(lena, { trashed: true })).items.map(({ title }) => title)).toEqual(['Thrown away'])
    await expect(company.courses.restore(leo, course.id)).rejects.toEqual(problem('course.unknown'))
    expect(await company.courses.restore(lena, course.id)).toMatchObject({ trashedAt: null, version: 1 })
    expect(await titles(leo)).toContain('Thrown away')
  })

  test('keeps nothing longer than it says', async () => {
    const own = await openCompany()
    const author = await own.person('author', ['sales', 'author'])
    const course = await own.courses.create(author, { groupId: own.tree.sales.id, title: 'Old' })
    await own.courses.trash(author, course.id)
    own.skip(31 * day)
    expect((await own.courses.list(author, { trashed: true })).items).toEqual([])
    await expect(own.courses.restore(author, course.id)).rejects.toEqual(problem('course.gone'))
    await own.close()
  })
})

describe('the people of a course', () => {
  test('are those who can read its draft, by invitation or by their group', async () => {
    const own = await openCompany()
    const author = await own.person('author', ['sales', 'author'])
    const invited = await own.person('invited')
    await own.person('learner', ['sales', 'learner'])
    await own.person('coach', ['north', 'coach'])
    await own.person('reviewer', ['root', 'reviewer'])
    const course = await own.courses.create(author, { groupId: own.tree.sales.id, title: 'People' })
    await own.courses.setRole(author, course.id, invited.id, 'viewer')
    const { items } = await own.courses.listPeople(author, course.id)
    expect(Object.fromEntries(items.map(({ person, courseRole, roles }) => [person.name, [courseRole, ...roles]]))).toEqual({
      author: ['editor', 'author'],
      invited: ['viewer'],
      reviewer: [null, 'reviewer'],
    })
    expect(items.every(({ email }) => email?.endsWith('@company.test'))).toBe(true)
    expect((await own.courses.listPeople(invited, course.id)).items.every(({ email }) => email === null)).toBe(true)
    expect(await own.courses.readers(course.id)).toHaveLength(3)
    await own.close()
  })

  test('are found first by who writes there; learners find only whom they meet in the tree', async () => {
    const own = await openCompany()
    const author = await own.person('Anna Author', ['sales', 'author'])
    const learner = await own.person('Anton Learner', ['north', 'learner'])
    await own.person('Ann Elsewhere', ['south', 'learner'])
    const far = await own.person('Andy Far_away')
    const course = await own.courses.create(author, { groupId: own.tree.sales.id, title: 'Find' })
    await own.courses.setRole(author, course.id, far.id, 'editor')
    const names = async (member: Member, q: string, courseId?: CourseId) =>
      (await own.courses.search(member, { q, courseId })).map(({ name }) => name)
    expect(await names(author, 'an', course.id)).toEqual(['Andy Far_away', 'Anna Author', 'Ann Elsewhere', 'Anton Learner'])
    expect(await names(learner, 'an')).toEqual(['Anna Author', 'Anton Learner'])
    expect(await names(learner, '%')).toEqual([])
    expect(await names(learner, 'author@comp')).toEqual([])
    expect(await names(learner, 'Anna Author@company.test')).toEqual(['Anna Author'])
    expect(await names(author, 'r_a')).toEqual(['Andy Far_away'])
    await own.person('Özlem Ünal', ['north', 'coach'])
    for (const q of ['özlem', 'Özlem', 'ünal', 'özlem ü']) expect([q, await names(learner, q)]).toEqual([q, ['Özlem Ünal']])
    await expect(own.courses.search(learner, { q: 'an', courseId: course.id })).rejects.toEqual(problem('course.unknown'))
    await own.close()
  })
})
