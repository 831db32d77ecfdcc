import { SetMetadata } from '@nestjs/common';

/** What a key or a person may do; `admin` includes the other two. */
export const accessScopes = ['ingest', 'read', 'admin'] as const;
export type AccessScope = (typeof accessScopes)[number];

/** Metadata key of what a route asks of its caller. The guard refuses a route that says nothing. */
export const ACCESS = 'access';

/** The caller of this route needs this scope (or `admin`). */
export const RequireScope = (scope: AccessScope) => SetMetadata(ACCESS, scope);

/** Anybody may call this route, without a key or a session. */
export const Public = () => SetMetadata(ACCESS, 'public');
