import { EVENT_FIELDS } from '@breakeven/ingest/contract/event-fields';
import { EVENT_TYPES, type EventType } from '@breakeven/ingest/contract/event-types';
import { validateEvent } from '@breakeven/ingest/contract/validate-event';
import { fakeServer } from '@breakeven/ingest/sender/fake-server';
import { expect, test } from 'vitest';
import { EVENT_TABLE } from '../src/events/event-table.ts';
import { BreakevenClient } from '../src/index.ts';
import { FULL_EVENTS } from './full-events.ts';

type Kind = 'text' | 'number' | 'boolean' | readonly string[];

/** The same words in which the contract describes what a field must be. */
function kindOf({ expected, textual }: { expected: string; textual: boolean }): Kind {
  if (expected === 'true or false') return 'boolean';
  if (expected.startsWith('one of ')) return expected.slice('one of '.length).split(', ');
  return textual ? 'text' : 'number';
}

test('the table has every type of the contract, with the same fields, kinds and obligations', () => {
  const fromContract = Object.fromEntries(
    EVENT_TYPES.map((type) => {
      const { fields, userId, oneOf } = EVENT_FIELDS[type];
      const kinds = (isRequired: boolean) =>
        fields
          .filter(({ required }) => (required ?? false) === isRequired)
          .map(({ name, kind }) => [name, kindOf(kind)]);
      const user = userId === 'required' ? { user_id: 'text' } : {};
      return [
        type,
        {
          required: { ...user, ...Object.fromEntries(kinds(true)) },
          optional: Object.fromEntries(kinds(false)),
          ...(oneOf && { oneOf }),
        },
      ];
    }),
  );
  expect(EVENT_TABLE).toEqual(fromContract);
});

test('there is a method for each type, named after it, and what it sends is right, whole and without a warning', async () => {
  const server = await fakeServer();
  const client = new BreakevenClient({ url: server.url, key: 'k', source: 'test' });
  for (const type of EVENT_TYPES) {
    const method = type.replace(/[._](\w)/g, (_, letter: string) => letter.toUpperCase());
    const rest = type === 'capacity.reported' ? [FULL_EVENTS[type]] : ['g1', FULL_EVENTS[type]];
    const send = client[method as 'clipViewed'] as (...rest: unknown[]) => boolean;
    expect(send.apply(client, rest)).toBe(true);
  }
  await client.close();
  const sent = new Map([...server.events.values()].map((event) => [event.type, event]));
  expect([...sent.keys()]).toEqual([...EVENT_TYPES]);
  for (const type of EVENT_TYPES) {
    const { fields } = EVENT_FIELDS[type];
    const event = sent.get(type)!;
    expect(Object.keys(event.data).sort()).toEqual([...fields.map(({ name }) => name), 'user_id'].sort());
    expect(event.subject).toBe(EVENT_FIELDS[type as EventType].subject === 'none' ? undefined : 'g1');
    const context = {
      now: Date.now(),
      maxEventAgeDays: 90,
      pseudonymKey: Buffer.from('key'),
      resent: false,
    };
    const { errors, warnings } = validateEvent(event, JSON.stringify(event), context);
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
  }
  await server.close();
});
