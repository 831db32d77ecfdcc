import { z } from 'zod';

/** The id in the path of a thing that we made ourselves. */
export const idParam = z.object({
  id: z.uuid('must be an id as the list shows it').meta({ description: 'Its id.' }),
});

export type IdParam = z.output<typeof idParam>;
