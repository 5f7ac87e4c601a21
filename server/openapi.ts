import { z } from 'zod'
import type { Endpoint } from '../shared/endpoint.ts'
import { statusOf } from '../shared/problem.ts'
import { isForReading } from '../shared/reading-keys.ts'
import type { App } from './platform/http/serve.ts'

// The machine-readable description of everything under /api, made from the same list that the server answers by.

type JsonSchema = { properties?: Record<string, JsonSchema>; required?: string[]; [key: string]: unknown }

/** An OpenAPI 3.1 document of `endpoints`. Who may ask at all is `security`; `x-problems` are the stable codes to expect. */
export function describe(endpoints: readonly Endpoint[]) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Colloquy', version: '1', description: 'Courses that a company writes, checks, plays and keeps together.' },
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'colloquy', description: 'The cookie that signing in sets.' },
        token: { type: 'http', scheme: 'bearer', description: 'An API token, made at POST /api/tokens.' },
      },
    },
  }
}

/** Answers `GET /api/openapi.json`. */
export function serveOpenApi(app: App, endpoints: readonly Endpoint[]) {
  let text: string | undefined
  app.get('/api/openapi.json', (context) =>
    context.body((text ??= JSON.stringify(describe(endpoints))), 200, { 'Content-Type': 'application/json' }),
  )
}

const problemSchema = {
  type: 'object',
  required: ['code', 'message'],
  properties: { code: { type: 'string' }, message: { type: 'string' }, details: { type: 'object' } },
}

function operation(endpoint: Endpoint) {
  const input = schemaOf(endpoint.takes, 'input')
  const inPath = new Set([...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]!))
  const inQuery = endpoint.body === 'bytes' || endpoint.method === 'GET' || endpoint.method === 'DELETE'
  const rest = without(input, inPath)
  const isBytes = endpoint.gives instanceof z.ZodCustom
  return {
    summary: endpoint.about,
    security: endpoint.access === 'anyone' ? [] : [{ session: [] }, { token: [] }],
    'x-access': endpoint.access,
    ...(endpoint.who && { 'x-who': endpoint.who }),
    'x-problems': [...endpoint.problems, ...commonProblems(endpoint)],
    'x-max-bytes': endpoint.maxBytes,
    parameters: [...parametersOf(input, inPath, 'path'), ...(inQuery ? parametersOf(rest, undefined, 'query') : [])],
    ...requestOf(endpoint, inQuery, rest),
    responses: {
      200: {
        description: 'Done.',
        content: isBytes ? { '*/*': {} } : { 'application/json': { schema: schemaOf(endpoint.gives, 'output') } },
      },
      default: {
        description: `A problem, with a status of ${[...new Set(Object.values(statusOf))].join(', ')}.`,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function requestOf(endpoint: Endpoint, inQuery: boolean, rest: JsonSchema) {
  if (endpoint.body === 'bytes') return { requestBody: { required: true, content: { 'application/octet-stream': {} } } }
  if (inQuery || Object.keys(rest.properties ?? {}).length === 0) return {}
  return { requestBody: { required: (rest.required ?? []).length > 0, content: { 'application/json': { schema: rest } } } }
}

const commonProblems = (endpoint: Endpoint) => [
  ...(endpoint.access === 'member' ? ['auth.signedOut'] : []),
  ...(endpoint.access === 'member' && !isForReading(endpoint) ? ['token.reads'] : []),
  'request.shape',
  'request.nul',
  'request.tooLarge',
]

/** What zod cannot say in JSON Schema (a custom check, a transformed value) is described as anything. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema

function without(schema: JsonSchema, names: ReadonlySet<string>): JsonSchema {
  const { $schema: _, ...rest } = schema
  return {
    ...rest,
    properties: Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => !names.has(name))),
    required: (schema.required ?? []).filter((name) => !names.has(name)),
  }
}

function parametersOf(schema: JsonSchema, only: ReadonlySet<string> | undefined, place: 'path' | 'query') {
  const names = only ? [...only] : Object.keys(schema.properties ?? {})
  return names.map((name) => ({
    name,
    in: place,
    required: place === 'path' || (schema.required ?? []).includes(name),
    schema: schema.properties?.[name] ?? { type: 'string' },
  }))
}
