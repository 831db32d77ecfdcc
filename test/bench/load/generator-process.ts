// The load generator is a process of its own, so that its CPU is not counted as the server's and nothing else delays it.
import { DAY_MS, dayOfTraffic } from '../traffic/day-of-traffic.ts';
import { eventTemplate } from '../traffic/event-template.ts';
import { rowTemplate } from '../traffic/row-template.ts';
import { TrafficStream } from '../traffic/traffic-stream.ts';
import { type Body, gzippedBodies, type NextBody, newEvents, preparedBodies, sameBody } from './bodies.ts';
import type { Command, Content, Order, Report } from './generator-messages.ts';
import { nativeBodies } from './native-bodies.ts';
import { type LoadResult, sendLoad } from './send-load.ts';

/** Some 340,000 events a day, so ten million are a month. */
const GENERATIONS_PER_DAY = 37_000;
/** The history begins so long ago that it does not reach the present however long it is sent. */
const HISTORY_DAYS = 730;

const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
const history = { firstDay: today - HISTORY_DAYS * DAY_MS, live: false };
const day = dayOfTraffic(GENERATIONS_PER_DAY);
const events = eventTemplate(day);
const rows = rowTemplate(day);
let stream = new TrafficStream(events, history);
let gzipped: Body[] = [];
let native: Body[] = [];

function bodiesOf(content: Content): NextBody {
  switch (content.kind) {
    case 'new-events':
      if (content.goesOn !== true) {
        stream = new TrafficStream(events, content.live === true ? { firstDay: today, live: true } : history);
      }
      return newEvents(stream, content.perRequest);
    case 'new-rows':
      return newEvents(new TrafficStream(rows, history), content.perRequest);
    case 'gzipped-events':
      return preparedBodies(gzipped);
    case 'native-rows':
      return preparedBodies(native);
    case 'known-event': {
      const { bytes, ...body } = newEvents(stream, 1)(0)!;
      return sameBody({ ...body, bytes: Buffer.from(bytes) });
    }
    case 'blank': {
      const bytes = Buffer.alloc(340, ' ');
      return sameBody({ bytes, events: 0, plainBytes: bytes.length });
    }
  }
}

async function run(id: number, command: Command): Promise<LoadResult | undefined> {
  switch (command.kind) {
    case 'prepare-gzipped-events':
      gzipped = await gzippedBodies(new TrafficStream(events, history), command.perRequest, command.requests);
      return undefined;
    case 'prepare-native-rows':
      native = await nativeBodies(
        new TrafficStream(rows, history),
        command.perRequest,
        command.requests,
        command,
      );
      return undefined;
    case 'load': {
      let accepted = 0;
      const timer = setInterval(() => report({ id, kind: 'progress', accepted, today: stream.today }), 1000);
      const next = bodiesOf(command.content);
      return sendLoad(command.options, next, (count) => {
        accepted = count;
      }).finally(() => clearInterval(timer));
    }
  }
}

function report(message: Report): void {
  process.send?.(message);
}

process.on('disconnect', () => process.exit());
process.on('message', ({ id, command }: Order) => {
  run(id, command).then(
    (result) => report({ id, kind: 'done', result }),
    (error: Error) => report({ id, kind: 'failed', message: error.message }),
  );
});
report({ kind: 'ready' });
