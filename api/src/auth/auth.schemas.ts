import { z } from 'zod';

const email = z
  .email('must be an e-mail address')
  .max(320)
  .transform((text) => text.toLowerCase())
  .meta({ description: 'E-mail address of the account; upper and lower case are the same.' });

export const signInRequest = z
  .strictObject({
    email,
    password: z.string().max(1024).meta({ description: 'Password of the account.' }),
  })
  .meta({ id: 'SignIn', description: 'E-mail address and password of a person.' });

export type SignInRequest = z.output<typeof signInRequest>;

export const signInLinkRequest = z
  .strictObject({
    token: z.string().min(1).max(256).meta({ description: 'The `token` of the one-time link.' }),
  })
  .meta({ id: 'SignInLink', description: 'The one-time link that the server printed at its first start.' });

export type SignInLinkRequest = z.output<typeof signInLinkRequest>;

export const accountRequest = z
  .strictObject({
    email,
    password: z
      .string()
      .min(8, 'must have at least 8 characters')
      .max(1024)
      .meta({ description: 'New password: at least 8 characters.' }),
    current_password: z
      .string()
      .max(1024)
      .optional()
      .meta({ description: 'The password of now; needed if there is one.' }),
  })
  .meta({ id: 'Account', description: 'With what the signed-in person signs in from now on.' });

export type AccountRequest = z.output<typeof accountRequest>;

export const sessionAnswer = z
  .object({
    user: z
      .object({
        email: z.string().nullable().meta({ description: 'E-mail address; null until the account is set.' }),
        role: z
          .enum(['admin', 'viewer'])
          .meta({ description: 'admin = scope `admin`, viewer = scope `read`.' }),
      })
      .meta({ description: 'Who is signed in.' }),
    has_password: z.boolean().meta({
      description: 'False for the first administrator who came by the one-time link and has set no password.',
    }),
  })
  .meta({ id: 'Session', description: 'The signed-in person.' });

export type SessionAnswer = z.output<typeof sessionAnswer>;
