import { expect, test } from 'vitest';
import { contentHash } from './content-hash.ts';
import { eventText } from './event-text.ts';
import { validateEvent } from './validate-event.ts';

const context = {
  now: Date.UTC(2026, 9, 1, 12),
  maxEventAgeDays: 90,
  pseudonymKey: Buffer.alloc(32),
  resent: true,
};

function read(text: string) {
  return validateEvent(JSON.parse(text), text, context);
}

test('the text of a stored event is an event of the same content', () => {
  const requested = read(
    '{"specversion":"1.0","id":"e1","source":"app","type":"generation.requested","time":"2026-10-01T11:59:59.000007Z","subject":"g1","data":{"user_id":"anna","country":"DE","prompt_chars":12}}',
  ).row;
  const completed = read(
    '{"specversion":"1.0","id":"e2","source":"app","type":"generation.completed","time":"2026-10-01T11:59:59Z","subject":"g1","data":{"status":"succeeded","gpu_seconds":12.345678901234567891,"gpu_model":"H100 \\"x\\""}}',
  ).row;
  for (const row of [requested, completed]) {
    const again = read(eventText(row));
    expect(again.errors).toEqual([]);
    expect(again.row).toEqual(row);
    expect(contentHash(again.row)).toBe(contentHash(row));
  }
  expect(eventText(requested)).not.toContain('anna');
});
