/** The key of a header `Authorization: Bearer <key>`; undefined if the header is something else. */
export function bearerKey(header: string): string | undefined {
  return /^Bearer +(\S+)$/i.exec(header)?.[1];
}
