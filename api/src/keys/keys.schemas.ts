import { z } from 'zod';
import { accessScopes } from '../common/access.ts';

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .meta({ description: 'What the key is for.', example: 'render-service' });
const scopes = z
  .array(z.enum(accessScopes))
  .min(1)
  .transform((list) => [...new Set(list)])
  .meta({ description: 'What the key may do; `admin` includes the other two.' });

export const newKeyRequest = z
  .strictObject({ name, scopes })
  .meta({ id: 'NewKey', description: 'A key to make.' });

export type NewKeyRequest = z.output<typeof newKeyRequest>;

export const keyAnswer = z
  .object({
    id: z.uuid().meta({ description: 'Id of the key.' }),
    name: z.string().meta({ description: 'What the key is for.' }),
    scopes: z.array(z.enum(accessScopes)).meta({ description: 'What the key may do.' }),
    prefix: z
      .string()
      .meta({ description: 'First characters of the key, to recognise it; empty for a short one.' }),
    created_at: z.iso.datetime().meta({ description: 'When the key was made, UTC.' }),
    last_used_at: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'When the key was used last, UTC, to the minute; null = never.' }),
  })
  .meta({ id: 'Key', description: 'A key, without its secret.' });

export type KeyAnswer = z.output<typeof keyAnswer>;

export const keysAnswer = z
  .object({ items: z.array(keyAnswer).meta({ description: 'All keys, the newest first.' }) })
  .meta({ id: 'Keys', description: 'The keys of the workspace.' });

export const newKeyAnswer = keyAnswer
  .extend({ key: z.string().meta({ description: 'The key itself. It is shown here and never again.' }) })
  .meta({ id: 'MadeKey', description: 'A key that was made just now, with its secret.' });

export type NewKeyAnswer = z.output<typeof newKeyAnswer>;
