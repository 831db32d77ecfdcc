import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Route } from '../common/route.ts';
import { catalog } from './catalog.ts';

const words = {
  name: z.string().describe('The word of queries, columns and SQL.'),
  label: z.string().describe('What people read on a page.'),
  description: z.string().describe('What it is, in a sentence.'),
};
const catalogAnswer = z
  .object({
    metrics: z
      .array(
        z.object({
          ...words,
          unit: z
            .enum(['count', 'seconds', 'money', 'ratio'])
            .describe('money is answered in the currency of the query, as a decimal text.'),
          lower_is_better: z.boolean().nullable().describe('Whether a fall is good news; null = neither.'),
          dimensions: z.array(z.string()).describe('What it can be split and filtered by.'),
          additive: z.boolean().describe('Whether the rows of every breakdown add up to the total.'),
          estimated: z.boolean().describe('Whether it may be a little off where groups are very large.'),
        }),
      )
      .describe('Every metric.'),
    dimensions: z
      .array(
        z.object({
          ...words,
          many_valued: z.boolean().describe('Whether a split by it needs a limit of at most 10,000.'),
        }),
      )
      .describe('Every dimension; time is not among them: it comes with a grain.'),
  })
  .meta({ id: 'Catalog' });

@Controller('v1/catalog')
export class CatalogController {
  @Get()
  @Route({
    access: 'read',
    tag: 'Reports',
    id: 'getCatalog',
    summary: 'Every metric and dimension',
    answer: { status: 200, description: 'The catalog.', schema: catalogAnswer },
  })
  get(): z.output<typeof catalogAnswer> {
    return {
      metrics: [...catalog.metrics.values()].map(
        ({ name, label, description, unit, lowerIsBetter, dimensions, additive, estimated }) => ({
          ...{ name, label, description, unit, lower_is_better: lowerIsBetter ?? null },
          ...{ dimensions: [...dimensions], additive, estimated },
        }),
      ),
      dimensions: [...catalog.dimensions.values()].map(({ name, label, description, manyValued }) => ({
        ...{ name, label, description, many_valued: manyValued },
      })),
    };
  }
}
