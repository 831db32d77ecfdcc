import { ApiKey } from './api-key.ts';
import { AuditEntry } from './audit-entry.ts';
import { SampleDataLoad } from './sample-data-load.ts';
import { Session } from './session.ts';
import { Settings } from './settings.ts';
import { SignInLink } from './sign-in-link.ts';
import { StoredFxRate } from './stored-fx-rate.ts';
import { StoredRate } from './stored-rate.ts';
import { User } from './user.ts';

/** Every table of PostgreSQL that TypeORM reads and writes. */
export const entities = [
  ApiKey,
  AuditEntry,
  SampleDataLoad,
  Session,
  Settings,
  SignInLink,
  StoredFxRate,
  StoredRate,
  User,
];
