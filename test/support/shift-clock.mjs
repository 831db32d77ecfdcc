// Loaded into a server by `NODE_OPTIONS=--import=…`: its clock differs from the machine's by the milliseconds that the
// file BREAKEVEN_TEST_CLOCK says at the moment. Timers are not moved: they do not follow the clock on a real machine.
import { readFileSync } from 'node:fs';

const RealDate = Date;
let readAt = 0;
let shift = 0;

function now() {
  const real = RealDate.now();
  if (real - readAt > 20) {
    readAt = real;
    try {
      shift = Number(readFileSync(process.env.BREAKEVEN_TEST_CLOCK, 'utf8')) || 0;
    } catch {
      shift = 0;
    }
  }
  return real + shift;
}

globalThis.Date = class ShiftedDate extends RealDate {
  constructor(...values) {
    if (values.length === 0) super(now());
    else super(...values);
  }
  static now() {
    return now();
  }
};
