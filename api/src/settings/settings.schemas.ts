import { z } from 'zod';
import { currency } from '../common/currency.ts';
import { timeZone } from '../common/time-zone.ts';

const reportingCurrency = currency.meta({
  description: 'Currency that reports are in, ISO 4217.',
  example: 'USD',
});
const reportingTimeZone = timeZone.meta({
  description: 'Time zone in which reports cut days, weeks and months, an IANA name.',
  example: 'Asia/Kathmandu',
});

export const settingsAnswer = z
  .object({
    reporting_currency: reportingCurrency,
    reporting_time_zone: reportingTimeZone,
    sample_data: z.boolean().meta({
      description: "True once sample events were loaded: the numbers are not all the workspace's own.",
    }),
  })
  .meta({ id: 'Settings', description: 'The settings of the workspace, the same for everybody.' });

export type SettingsAnswer = z.output<typeof settingsAnswer>;

export const settingsChange = z
  .strictObject({
    reporting_currency: reportingCurrency.optional(),
    reporting_time_zone: reportingTimeZone.optional(),
    sample_data: z.literal(true).optional().meta({
      description:
        'Marks the workspace as holding sample events; whoever sends them says so. It is not taken back.',
    }),
  })
  .meta({ id: 'SettingsChange', description: 'The settings to change; what is absent stays.' });

export type SettingsChange = z.output<typeof settingsChange>;
