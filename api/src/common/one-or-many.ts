import { z } from 'zod';

/** A schema in the form that Nest reads: it validates, and it knows its JSON Schema. */
interface OneOrMany<T extends z.ZodType> {
  '~standard': z.ZodType<z.output<T>[]>['~standard'];
}

/**
 * The schema of a body that is one item or an array of them; what comes out is always an array.
 * Documented as a union, but checked as the one that the body is: errors name the field (`price`, `[1].price`) instead of
 * saying that neither form fits.
 */
export function oneOrMany<T extends z.ZodType>(item: T, max: number): OneOrMany<T> {
  const many = z.array(item).min(1).max(max);
  const documented = z.union([item, many])['~standard'];
  return {
    '~standard': {
      ...documented,
      validate: async (value: unknown) => {
        if (Array.isArray(value)) return many['~standard'].validate(value);
        const result = await item['~standard'].validate(value);
        return result.issues ? result : { value: [result.value] };
      },
    } as OneOrMany<T>['~standard'],
  };
}
