import type { FixedType } from './fixed-codec.ts';

/** @param type such as Enum8('a' = 1, 'b' = 2) */
export function enumType(type: string): FixedType<string> {
  const pairs = [...type.matchAll(/'([^']+)' = (-?\d+)/g)].map(
    ([, word, code]) => [word!, Number(code)] as const,
  );
  const codes = new Map(pairs);
  const words = new Map(pairs.map(([word, code]) => [code, word]));
  return {
    size: 1,
    empty: pairs[0]![0],
    set: (view, at, word) => view.setInt8(at, codes.get(word)!),
    get: (view, at) => words.get(view.getInt8(at))!,
  };
}
