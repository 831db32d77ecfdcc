import fc from 'fast-check';
import { eventStream } from '../../support/streams/event-stream.ts';
import { anyValue, nastyName, nastyValue, personMark } from './json-text.ts';

/** Name and JSON text of each field, in order; a name may be there twice. */
type Fields = [name: string, text: string][];

const windows: [string, string][] = [['2026-10-03T00:00:00Z', '2026-10-05T00:00:00Z']];
const bases = eventStream({ seed: 77, events: 2000, windows }).unique.map(({ id: _, data, ...envelope }) => {
  const person = data?.user_id === undefined ? {} : { user_id: `${personMark}-${data.user_id}` };
  return { envelope: fieldsOf(envelope), data: fieldsOf({ ...data, ...person }) };
});

const identity = fc.noBias(fc.tuple(fc.nat(), fc.nat())).map(([a, b]) => `"f-${a}-${b}"`);

/** The JSON text of a right event with an identity of its own, in one of the ways in which services write it. */
export const validEvent: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...bases), identity, fc.constantFrom('', ' '), fc.boolean())
  .map(([{ envelope, data }, id, space, dataFirst]) => {
    const fields: Fields = [['id', id], ...envelope];
    const withData: Fields = [['data', textOf(data, space)]];
    return textOf(dataFirst ? [...withData, ...fields] : [...fields, ...withData], space);
  });

const change = fc.constantFrom('drop', 'replace', 'replace', 'replace', 'repeat', 'add', 'rename', 'escape');

/** A right event after one to three changes: fields dropped, repeated, renamed, added, or given a value of any kind. */
export const mutatedEvent: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...bases),
    identity,
    fc.array(fc.tuple(change, fc.boolean(), fc.nat(), anyValue, nastyName), { minLength: 1, maxLength: 3 }),
    fc.oneof(
      { weight: 20, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: nastyValue }, // in place of `data`
    ),
  )
  .map(([base, id, changes, instead]) => {
    const envelope: Fields = [['id', id], ...base.envelope];
    const data: Fields = [...base.data];
    for (const [kind, inData, at, value, name] of changes)
      mutate(inData ? data : envelope, kind, at, value, name);
    return textOf([...envelope, ['data', instead ?? textOf(data, '')]], '');
  });

function mutate(fields: Fields, kind: string, place: number, value: string, name: string): void {
  const at = fields.length === 0 ? 0 : place % fields.length;
  const field = fields[at];
  if (kind === 'add' || field === undefined) fields.splice(at, 0, [name, value]);
  else if (kind === 'drop') fields.splice(at, 1);
  else if (kind === 'repeat') fields.push([field[0], value]);
  // Under another name nobody can know that it is a user id.
  else if (kind === 'rename' && field[0] !== 'user_id') fields[at] = [name, field[1]];
  else if (kind === 'escape') fields[at] = [field[0].replace(/^\w/, escaped), field[1]];
  else fields[at] = [field[0], value];
}

const escaped = (letter: string) => `\\u00${letter.charCodeAt(0).toString(16)}`;

function fieldsOf(object: object): Fields {
  return Object.entries(object).flatMap(
    ([name, value]): Fields => (value === undefined ? [] : [[name, JSON.stringify(value)]]),
  );
}

/** Names that were escaped on purpose stay as they are. */
function textOf(fields: Fields, space: string): string {
  const quoted = (name: string) => (/^\\u00[3-7]/.test(name) ? `"${name}"` : JSON.stringify(name));
  return `{${fields.map(([name, text]) => `${quoted(name)}:${space}${text}`).join(`,${space}`)}}`;
}
