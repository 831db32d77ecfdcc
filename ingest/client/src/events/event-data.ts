import type { EVENT_TABLE } from './event-table.ts';

type Table = typeof EVENT_TABLE;

/** The name of an event type, such as `generation.completed`. */
export type EventType = keyof Table;

type Value<Kind> = Kind extends readonly string[]
  ? Kind[number]
  : Kind extends 'number'
    ? number
    : Kind extends 'boolean'
      ? boolean
      : string;

type RequiredFields<Fields> = { [Name in keyof Fields]: Value<Fields[Name]> };
type OptionalFields<Fields> = { [Name in keyof Fields]?: Value<Fields[Name]> | null | undefined };
type OneOf<Fields, Names> = Names extends keyof Fields ? { [Name in Names]: Value<Fields[Name]> } : never;

/** What the `data` of an event of this type holds. An optional field that is absent or null means: not known. */
export type EventData<Type extends EventType = EventType> = RequiredFields<Table[Type]['required']> &
  OptionalFields<Table[Type]['optional']> &
  (Table[Type] extends { oneOf: readonly (infer Name)[] }
    ? OneOf<Table[Type]['optional'], Name>
    : unknown) & {
    /** Personal data: sent as it is, turned into a keyed pseudonym by the server before anything is written. */
    user_id?: string | null | undefined;
  };
