import type { DayEvent } from './day-of-traffic.ts';
import { regularUsers } from './regular-users.ts';
import { Template } from './template.ts';

/** A day as clients send it: one CloudEvent a line. */
export function eventTemplate(day: readonly DayEvent[]): Template {
  const regular = regularUsers(day);
  return new Template(
    day.map(({ event, daysLater }) => {
      const { user_id } = event.data;
      const user = user_id === undefined ? undefined : `${user_id}-${digitOf(String(user_id))}`;
      const data = user === undefined ? event.data : { ...event.data, user_id: user };
      return {
        text: `${JSON.stringify({ ...event, data })}\n`,
        date: event.time.slice(0, 10),
        generation: event.subject,
        user,
        userIsRegular: regular.has(user_id),
        daysLater,
      };
    }),
  );
}

function digitOf(user: string): string {
  let sum = 0;
  for (let at = 0; at < user.length; at += 1) sum = sum * 31 + user.charCodeAt(at);
  return (sum % 16).toString(16);
}
