/** A file as it is handed out: to be kept, not to be shown. */
export function fileAnswer(name: string | undefined, body: string): Response {
  const type = name?.endsWith('.json') ? 'application/json' : 'text/plain';
  return new Response(body, { headers: { 'content-type': `${type}; charset=utf-8`, 'content-disposition': 'attachment', 'x-content-type-options': 'nosniff' } });
}
