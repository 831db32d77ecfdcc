// The embedded ClickHouse server: the process that `embedded-clickhouse.ts` starts. Plain JavaScript, so that it runs
// from the source in tests and from the build in production alike.
//
// 1. libchdb is ClickHouse as a library. It serves HTTP as long as one query runs in it, so this process runs one that
//    never ends; killing that query is the clean stop.
// 2. The order (paths, port, password) comes over the channel to the parent: nothing secret is in arguments or
//    environment. When the parent dies the channel closes, and this process stops cleanly: no orphan is left.
import http from 'node:http';
import { libchdbPath } from 'chdb/libchdb';
import { DataType, load, open } from 'ffi-rs';

const keepAliveQuery =
  'SYSTEM START LISTEN HTTP; SELECT sleepEachRow(0.2) FROM numbers(1000000000000) SETTINGS max_block_size = 1, ' +
  'max_execution_time = 0, function_sleep_max_microseconds_per_block = 0, max_threads = 1, log_queries = 0 FORMAT Null';

let order;
let stopping = false;

function serve() {
  const args = [
    'chdb',
    '--path',
    order.dataPath, // absolute: inserts that fsync fail with a relative one
    `--http_port=${order.port}`,
    '--listen_host=127.0.0.1',
    `--config-file=${order.configPath}`,
    '--log-level=warning',
    '--query',
    keepAliveQuery,
  ];
  open({ library: 'chdb', path: libchdbPath() });
  load({
    library: 'chdb',
    funcName: 'query_stable_v2',
    retType: DataType.External,
    paramsType: [DataType.I32, DataType.StringArray],
    paramsValue: [args.length, args],
    runInNewThread: true,
  }).then(
    // The call reports no error of its own: a return that nobody asked for is a crash.
    () => process.exit(stopping ? 0 : 1),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
}

function stop() {
  if (stopping) return;
  stopping = true;
  if (!order) process.exit(0);
  killKeepAlive();
}

function killKeepAlive() {
  // A connection that is kept open delays the server's end by 5 seconds.
  const request = http.request(
    {
      host: '127.0.0.1',
      port: order.port,
      method: 'POST',
      agent: false,
      headers: {
        connection: 'close',
        'X-ClickHouse-User': order.username,
        'X-ClickHouse-Key': order.password,
      },
    },
    (response) => response.resume(),
  );
  // Asked to stop before it serves: ask again until it does.
  request.on('error', () => setTimeout(killKeepAlive, 50));
  request.end("KILL QUERY WHERE user = '' AND query LIKE '%SELECT sleepEachRow%' ASYNC");
}

process.once('message', (message) => {
  order = message;
  serve();
});
process.on('disconnect', stop);
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
