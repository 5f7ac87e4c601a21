import { exportCourse, getImport, previewImport, startImport } from '../../shared/interop.ts'
import { type App, type HttpContext, serve } from '../platform/http/serve.ts'
import type { InteropService } from './service.ts'

export function interopRoutes(app: App, interop: InteropService) {
  serve(app, previewImport, async (input, member, context) => {
    await interop.mayImport(member, input.courseId)
    return interop.preview(member, input, await bytesOf(context))
  })
  serve(app, startImport, async (input, member, context) => {
    await interop.mayImport(member, input.courseId)
    return interop.start(member, input, await bytesOf(context))
  })
  serve(app, exportCourse, async ({ courseId }, member) => {
    const { name, body } = await interop.export(member, courseId)
    return new Response(body, {
      headers: {
        'Content-Type': 'application/zip',
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, '')}`,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    })
  })
  serve(app, getImport, ({ courseId, importId }, member) => interop.get(member, courseId, importId))
}

const bytesOf = async (context: HttpContext) => new Uint8Array(await context.req.arrayBuffer())
