import type { MigrationInterface } from 'typeorm';
import { FirstTables1793500000000 } from './1793500000000-first-tables.ts';

/** The migrations of PostgreSQL in the order in which they run. A new one is added at the end. */
export const postgresMigrations: (new () => MigrationInterface)[] = [FirstTables1793500000000];
