import type { MigrationInterface } from 'typeorm';

/** The migrations of PostgreSQL in the order in which they run. A new one is added at the end. */
export const postgresMigrations: (new () => MigrationInterface)[] = [];
