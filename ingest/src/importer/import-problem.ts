/** The import can't start or can't go on: says in one or a few sentences for a person what is wrong and what to do. */
export class ImportProblem extends Error {
  override readonly name = 'ImportProblem';
}
