/** Where to go after signing in: only a path of this site, so that a sent link cannot lead elsewhere. */
export function safeNext(next: string | null): string {
  return next?.startsWith('/') && !/^\/[/\\]/.test(next) && !next.startsWith('/sign-in') ? next : '/';
}
