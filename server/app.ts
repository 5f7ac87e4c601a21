import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import path from 'node:path'
import { contract } from '../shared/contract.ts'
import { metaOf } from '../shared/document/layout.ts'
import type { CourseId, PersonId } from '../shared/id.ts'
import { socketRole } from '../shared/rights.ts'
import { assessmentRoutes } from './assessment/routes.ts'
import { assessmentService } from './assessment/service.ts'
import { assessmentStore } from './assessment/store.ts'
import { demoPassword, demoPeople } from './auth/demo.ts'
import { guestAccess } from './auth/guests.ts'
import { signInLimits } from './auth/limits.ts'
import { authRoutes } from './auth/routes.ts'
import { installationSecret } from './auth/secret.ts'
import { authService } from './auth/service.ts'
import { openSessions } from './auth/sessions.ts'
import { authStore } from './auth/store.ts'
import { bankRoutes } from './bank/routes.ts'
import { bankService } from './bank/service.ts'
import { bankStore } from './bank/store.ts'
import { collaborationRoutes } from './collaboration/routes.ts'
import { collaborationService } from './collaboration/service.ts'
import { collaborationSocket } from './collaboration/socket.ts'
import { collaborationStore } from './collaboration/store.ts'
import { tickets } from './collaboration/tickets.ts'
import { anchorHealing } from './comments/healing.ts'
import { commentsRoutes } from './comments/routes.ts'
import { commentsService } from './comments/service.ts'
import { commentsStore } from './comments/store.ts'
import { loggedDrafts } from './courses/drafts.ts'
import { courseRoutes } from './courses/routes.ts'
import { courseService } from './courses/service.ts'
import { courseStore } from './courses/store.ts'
import { demoService } from './demo/service.ts'
import { embedRoutes } from './embeds/routes.ts'
import { embedService } from './embeds/service.ts'
import { fileJobs } from './files/jobs.ts'
import { fileRoutes } from './files/routes.ts'
import { fileService } from './files/service.ts'
import { fileStore, uploadStore } from './files/store.ts'
import { flagsListeners } from './flags/listeners.ts'
import { flagsRoutes } from './flags/routes.ts'
import { flagsService } from './flags/service.ts'
import { flagStore } from './flags/store.ts'
import { forumsListeners } from './forums/listeners.ts'
import { forumsRoutes } from './forums/routes.ts'
import { forumsService } from './forums/service.ts'
import { forumStore } from './forums/store.ts'
import { groupRoutes } from './groups/routes.ts'
import { groupService } from './groups/service.ts'
import { groupSettingStore } from './groups/settings-store.ts'
import { groupStore } from './groups/store.ts'
import { keepLongWork } from './history/long-work.ts'
import { historyRoutes } from './history/routes.ts'
import { historyService } from './history/service.ts'
import { historyStore } from './history/store.ts'
import { courseExporter } from './interop/export.ts'
import { interopRoutes } from './interop/routes.ts'
import { interopService } from './interop/service.ts'
import { importWriter } from './interop/write.ts'
import { invitationRoutes } from './invitations/routes.ts'
import { invitationService } from './invitations/service.ts'
import { setUpService } from './invitations/set-up.ts'
import { invitationStore } from './invitations/store.ts'
import { linkService } from './links/service.ts'
import { linkStore } from './links/store.ts'
import { notificationJobs } from './notifications/jobs.ts'
import { notificationListeners } from './notifications/listeners.ts'
import { notificationRoutes } from './notifications/routes.ts'
import { notificationService } from './notifications/service.ts'
import { notificationStore } from './notifications/store.ts'
import { serveOpenApi } from './openapi.ts'
import { peopleService } from './people/service.ts'
import { diskBlobs } from './platform/blobs.ts'
import { openClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { databaseCourseLog } from './platform/course-log/store.ts'
import { dialect } from './platform/db/columns.ts'
import { openBus, openDatabase } from './platform/db/database.ts'
import { diskDerived } from './platform/derived.ts'
import { openEvents } from './platform/events/events.ts'
import { closeApi, openHttp } from './platform/http/app.ts'
import { serveDevMail } from './platform/http/mail-page.ts'
import { servePages } from './platform/http/pages.ts'
import { perHour } from './platform/http/per-hour.ts'
import { serveProbes } from './platform/http/probes.ts'
import { openJobs } from './platform/jobs/jobs.ts'
import type { Log } from './platform/log.ts'
import { openMail } from './platform/mail.ts'
import { openMetrics } from './platform/metrics.ts'
import { askOutside, publicOr } from './platform/outside.ts'
import { diskParts } from './platform/parts.ts'
import { root } from './platform/root.ts'
import { playRoutes } from './play/routes.ts'
import { playService } from './play/service.ts'
import { publishingJobs } from './publishing/jobs.ts'
import { publishingRoutes } from './publishing/routes.ts'
import { publishingService } from './publishing/service.ts'
import { reactionsRoutes } from './reactions/routes.ts'
import { reactionsService } from './reactions/service.ts'
import { reactionStore } from './reactions/store.ts'
import { guestsService } from './review/guests.ts'
import { reviewListeners } from './review/listeners.ts'
import { reviewJobs } from './review/jobs.ts'
import { reviewRoutes } from './review/routes.ts'
import { reviewService } from './review/service.ts'
import { reviewStore } from './review/store.ts'
import { suggestionsRoutes } from './suggestions/routes.ts'
import { suggestionsService } from './suggestions/service.ts'
import { templateRoutes } from './templates/routes.ts'
import { templateService } from './templates/service.ts'
import { templateStore } from './templates/store.ts'

/** The whole server but its port: rooms in call order, each given the services of those before it. */
export async function openApp(config: Config, log: Log) {
  const connection = await openDatabase(config.databaseUrl, config.dataDir)
  await connection.migrate(path.join(root, 'migrations', dialect))
  if (config.limits.databaseBytes > 0) await connection.limitBytes(config.limits.databaseBytes)
  const { db } = connection
  const events = openEvents(db, log)
  const bus = await openBus(config.databaseUrl, log)
  const blobs = diskBlobs(path.join(config.dataDir, 'blobs'))
  const metrics = openMetrics()
  const clock = openClock()
  const { now } = clock
  const jobs = openJobs({ db, log, now })
  const mail = openMail(config, log, now)
  let draining = false

  const secret = installationSecret(config.secret, config.dataDir)
  const auth = authService({
    db,
    guests: guestAccess(db, { appUrl: config.appUrl, now }),
    store: authStore(db),
    sessions: openSessions(db, { appUrl: config.appUrl, secret }),
    limits: signInLimits(config.limits.signIns),
    events,
    bus,
    now,
  })
  const people = peopleService({ db, auth, events })
  const groups = groupService({ db, store: groupStore(db), settings: groupSettingStore(db), people, auth, events, now })
  const courseLog = databaseCourseLog(db, connection.changeAll)
  const drafts = loggedDrafts(courseLog, (courseId, by, title) =>
    collaboration.command(courseId, { by, name: 'course.rename' }, (doc) => metaOf(doc).set('title', title)),
  )
  const courses = courseService({ db, store: courseStore(db), people, groups, auth, drafts, events, now })

  const files = fileService({
    store: fileStore(db),
    uploadStore: uploadStore(db),
    courses,
    blobs,
    parts: diskParts(path.join(config.dataDir, 'uploads')),
    derived: diskDerived(path.join(config.dataDir, 'derived')),
    jobs,
    limits: config.limits,
    publishedFiles: (courseId, version) => publishing.filesOf(courseId, version),
    askOutside,
    now,
  })
  const embeds = embedService({ courses, groups, askOutside })
  const filesByThemselves = fileJobs(jobs, files, now)
  const bank = bankService({ store: bankStore(db), now, groups, courses, files, people })
  const invitations = invitationService({
    db,
    store: invitationStore(db),
    auth,
    people,
    groups,
    courses,
    mail,
    events,
    appUrl: config.appUrl,
    now,
  })
  const first = setUpService({ db, auth, groups, events, now })

  const roleIn = async (courseId: CourseId, personId: PersonId) => {
    const found = await courses.standing(courseId, personId)
    return found ? socketRole(found.standing) : 'none'
  }
  const collaboration = collaborationService({
    store: collaborationStore(db),
    log: courseLog,
    events,
    bus,
    diary: log,
    metrics,
    now,
    limits: config.limits,
    roleIn,
    checkStorage: connection.check,
    isShared: dialect === 'postgres',
  })
  const collabTickets = tickets(secret, now)
  const socket = collaborationSocket({
    sockets: collaboration.sockets,
    tickets: collabTickets,
    appUrl: config.appUrl,
    diary: log,
    authenticate: auth.authenticate,
    scopeOf: (person, proof) => auth.scopeOf(person.id, proof),
    findPerson: people.find,
    roleIn,
  })

  const history = historyService({ store: historyStore(db), now, people, courses, collaboration })
  const longWork = keepLongWork({ collaboration, diary: log, now })
  const comments = commentsService({ db, store: commentsStore(db), events, now, courses, people, collaboration, files })
  const suggestions = suggestionsService({ db, events, now, courses, people, collaboration })
  const healing = anchorHealing({ collaboration, diary: log })
  const review = reviewService({ db, store: reviewStore(db), events, now, people, groups, courses, collaboration, history })
  reviewListeners(events, review)
  const links = linkService({
    store: linkStore(db),
    now,
    diary: log,
    appUrl: config.appUrl,
    on: config.links.on,
    allows: publicOr(config.links.networks),
  })
  const publishing = publishingService({ db, events, now, people, courses, collaboration, review, links, diary: log })
  const memberOf = async (id: PersonId) => (await people.findManyWithEmail([id])).get(id)
  const stopPublishing = publishingJobs({ publishing, memberOf, diary: log })
  const play = playService({ db, events, now, people, courses, publishing, review, flagsAnswered: (courseId) => flags.answered(courseId) })
  const assessment = assessmentService({ store: assessmentStore(db), now, play, courses, people, blobs, files })
  const flags = flagsService({ db, store: flagStore(db), events, now, people, courses, publishing, collaboration })
  flagsListeners(events, flags)
  const reactions = reactionsService({ db, store: reactionStore(db), events, now, courses, publishing })
  const forums = forumsService({ db, store: forumStore(db), events, now, courses, people, collaboration, suggestions, publishing })
  forumsListeners(events, forums)
  const notifications = notificationService({
    store: notificationStore(db),
    people,
    courses,
    comments,
    suggestions,
    review,
    appUrl: config.appUrl,
    now,
  })
  notificationListeners(events, notifications)
  const letters = notificationJobs({ notifications, jobs, mail, diary: log, now, gatherMs: config.gatherMs })
  const reminders = reviewJobs({
    review,
    jobs,
    mail,
    diary: log,
    appUrl: config.appUrl,
    memberOf,
    titleOf: async (courseId) => (await courses.titles([courseId])).get(courseId),
    wantsLetters: async (member) => (await notifications.wishesOf(member)).mine,
    now,
  })
  const interop = interopService({
    courses,
    blobs,
    jobs,
    write: importWriter({ collaboration, files, now }),
    exportZip: courseExporter({ collaboration, files }),
    secret,
    now,
  })
  const templates = templateService({ store: templateStore(db), groups, courses, files, collaboration, play, reactions, now })

  const app = openHttp({ log, appUrl: config.appUrl, authenticate: auth.authenticate })
  serveProbes(app, { log, metrics, takesNew: () => !draining, check: connection.check })
  serveOpenApi(app, contract)
  if (config.demo) serveDevMail(app, mail, config.appUrl)
  authRoutes(app, auth, config)
  groupRoutes(app, groups, people, config)
  courseRoutes(app, courses)
  bankRoutes(app, bank)
  fileRoutes(app, files, config.limits)
  embedRoutes(app, embeds)
  invitationRoutes(app, invitations, first, config.limits)
  collaborationRoutes(app, { courses, people, collaboration, tickets: collabTickets })
  historyRoutes(app, history)
  const said = perHour(
    config.limits.commentsPerHour,
    'comment.tooMany',
    'You have said very much within an hour. Wait a while and go on; nothing you wrote is lost.',
  )
  commentsRoutes(app, comments, said)
  suggestionsRoutes(app, suggestions, said)
  reviewRoutes(app, review, guestsService({ auth, courses, people, appUrl: config.appUrl, now }), config.limits.signIns * 3)
  publishingRoutes(app, publishing)
  playRoutes(app, play)
  assessmentRoutes(app, assessment, config.limits)
  flagsRoutes(app, flags)
  reactionsRoutes(app, reactions)
  forumsRoutes(app, forums, said)
  notificationRoutes(app, notifications)
  interopRoutes(app, interop)
  templateRoutes(app, templates)

  closeApi(app)
  servePages(app, path.join(root, 'dist/client'))
  if (config.demo)
    await demoService({
      db,
      clock,
      events,
      auth,
      people,
      groups,
      courses,
      collaboration,
      comments,
      publishing,
      play,
      assessment,
      flags,
      reactions,
      forums,
    }).seed({ accounts: demoPeople, password: demoPassword, withCourses: config.demoCourses })
  // What an earlier run stored and could not tell before it ended.
  events.tell()
  jobs.wake()

  return {
    /** `env` tells the routes whose connection it is. */
    fetch: (request: Request, env?: object) => app.fetch(request, env),
    /** Answers a request to open a socket; every path that is none of ours is closed. */
    upgrade: (request: IncomingMessage, line: Duplex, head: Buffer) => socket.upgrade(request, line, head),
    connection,
    jobs,
    mail,
    reminders,
    letters,
    services: {
      auth,
      people,
      groups,
      courses,
      files,
      invitations,
      first,
      collaboration,
      history,
      comments,
      suggestions,
      review,
      publishing,
      play,
      assessment,
      flags,
      reactions,
      forums,
      interop,
      templates,
    },
    /** Begins to stop: not ready any more, no new sockets; resolves when everything that came is stored and told. */
    async drain() {
      draining = true
      links.close()
      reminders.close()
      letters.close()
      await stopPublishing()
      longWork.close()
      healing.close()
      await collaboration.drain()
    },
    async close() {
      filesByThemselves.close()
      await jobs.close()
      reminders.close()
      letters.close()
      await stopPublishing()
      longWork.close()
      healing.close()
      await collaboration.close()
      await events.close()
      await bus.close()
      await connection.close()
    },
  }
}
export type OpenApp = Awaited<ReturnType<typeof openApp>>
