import { isAbsolute, join, relative, resolve } from 'node:path'
import { fileResponse } from './file_response'
import { APP_ORIGIN, CONTENT_SECURITY_POLICY, isAppPage } from './scheme'

const PAGE_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
}

/** Documents are another origin than the page, so that nothing in one could ever act as the app. */
const DOCUMENT_HEADERS = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'access-control-allow-origin': APP_ORIGIN,
  'access-control-allow-headers': 'range',
  'access-control-expose-headers': 'accept-ranges, content-length, content-range, content-type',
}

export interface Served {
  /** The renderer's files. */
  page: string
  /** The stored file of a document. */
  document(id: string): string | undefined
}

/** Answers sparselens://app/<file of the renderer> and sparselens://documents/<id>. */
export async function respond(served: Served, request: Request): Promise<Response> {
  const url = new URL(request.url)
  if (isAppPage(request.url)) return page(served, url, request)
  if (url.host === 'documents') return document(served, url, request)
  return refused(404)
}

function page({ page: folder }: Served, url: URL, request: Request): Promise<Response> | Response {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405)
  const path = inside(folder, url.pathname === '/' ? '/index.html' : url.pathname)
  return path === undefined ? refused(404) : fileResponse(path, request, PAGE_HEADERS)
}

function document(served: Served, url: URL, request: Request): Promise<Response> | Response {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: DOCUMENT_HEADERS })
  if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405)
  const id = /^\/([0-9a-f-]{36})$/.exec(url.pathname)?.[1]
  const path = id === undefined ? undefined : served.document(id)
  return path === undefined ? refused(404, DOCUMENT_HEADERS) : fileResponse(path, request, DOCUMENT_HEADERS)
}

const refused = (status: number, headers: Record<string, string> = PAGE_HEADERS) =>
  new Response(status === 404 ? 'Not found' : 'Not allowed', { status, headers })

/** The file below `folder` that a URL's path names; undefined for whatever would lead out of it. */
export function inside(folder: string, pathname: string): string | undefined {
  let name: string
  try {
    name = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  if (name.includes('\0') || name.includes('\\')) return undefined
  const path = resolve(join(folder, name))
  const from = relative(resolve(folder), path)
  return from === '' || from.startsWith('..') || isAbsolute(from) ? undefined : path
}
