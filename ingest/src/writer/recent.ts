/**
 * Remembers the newest values by text, a bounded number of them. What is asked for stays; what was not asked for while
 * half of the room was filled anew goes.
 */
export class Recent<V> {
  readonly #half: number;
  #newer = new Map<string, V>();
  #older = new Map<string, V>();

  /** @param room how many values are remembered at most */
  constructor(room: number) {
    this.#half = Math.ceil(room / 2);
  }

  get size(): number {
    return this.#newer.size + this.#older.size;
  }

  get(name: string): V | undefined {
    const newer = this.#newer.get(name);
    if (newer !== undefined) return newer;
    const older = this.#older.get(name);
    if (older !== undefined) {
      this.#older.delete(name);
      this.set(name, older);
    }
    return older;
  }

  set(name: string, value: V): void {
    this.#older.delete(name);
    this.#newer.set(name, value);
    if (this.#newer.size < this.#half) return;
    this.#older = this.#newer;
    this.#newer = new Map();
  }

  delete(name: string): void {
    this.#newer.delete(name);
    this.#older.delete(name);
  }
}
