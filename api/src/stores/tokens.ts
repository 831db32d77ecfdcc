/** The ClickHouse client that creates and fills tables (`ClickHouseClient`). For the pipeline and for erasure. */
export const CLICKHOUSE_WRITER = Symbol('ClickHouse writer');

/** The ClickHouse client for questions (`ClickHouseClient`): can change nothing; a request that is cancelled ends its query. */
export const CLICKHOUSE_READER = Symbol('ClickHouse reader');

/** The running ingest pipeline (`Pipeline` of @breakeven/ingest/pipeline). */
export const PIPELINE = Symbol('ingest pipeline');
