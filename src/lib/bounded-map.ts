/** A map of so many entries at most: where there would be more, those that were set longest ago make room. */
export class BoundedMap<K, V> extends Map<K, V> {
  constructor(
    private readonly most: number,
    private readonly dropped: (key: K) => void = () => {},
  ) {
    super();
  }

  override set(key: K, value: V): this {
    this.delete(key);
    super.set(key, value);
    while (this.size > this.most) {
      const [oldest] = this.keys() as Iterator<K> & Iterable<K>;
      this.delete(oldest as K);
      this.dropped(oldest as K);
    }
    return this;
  }
}
