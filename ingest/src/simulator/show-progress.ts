import { Presets, SingleBar } from 'cli-progress';

const REPORT_EVERY_MS = 500;

export interface Progress {
  /** Events sent so far. */
  update(sent: number): void;
  /** All are sent: the last number was the total. */
  done(): void;
}

/**
 * Shows how many events have been sent: a bar on a terminal, otherwise lines of JSON such as {"sent":1000,"total":380000} on
 * stdout for the program that started this one.
 * @param about how many there will be, about; the last line has the exact number.
 */
export function showProgress(about: number): Progress {
  return process.stdout.isTTY ? bar(about) : lines(about);
}

function bar(about: number): Progress {
  const single = new SingleBar(
    {
      stream: process.stdout,
      hideCursor: true,
      format: 'Sample history {bar} {percentage}% · {value} of about {total} events · {eta_formatted} left',
    },
    Presets.shades_classic,
  );
  single.start(about, 0);
  let last = 0;
  return {
    update: (sent) => {
      last = sent;
      single.update(sent);
    },
    done: () => {
      single.setTotal(last);
      single.stop();
    },
  };
}

function lines(about: number): Progress {
  let last = 0;
  let reportedAt = 0;
  const report = (total: number) => console.log(JSON.stringify({ sent: last, total: Math.max(last, total) }));
  return {
    update: (sent) => {
      last = sent;
      if (Date.now() - reportedAt < REPORT_EVERY_MS) return;
      reportedAt = Date.now();
      report(about);
    },
    done: () => report(last),
  };
}
