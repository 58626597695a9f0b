import { createHash, randomUUID } from 'node:crypto';
import { sha256 } from '@/lib/hash';

/** Which database uuid, token or sha stands behind each of the model's names. */
export class Names {
  private readonly uuids = new Map<string, string>();
  private readonly models = new Map<string, string>();
  private readonly tokens = new Map<string, Buffer<ArrayBuffer>>();

  bind(model: string, uuid: string): void {
    this.uuids.set(model, uuid);
    this.models.set(uuid, model);
  }
  bindToken(model: string, token: string): void {
    this.tokens.set(model, sha256(token));
  }
  /** The uuid behind a name; one of nothing where there is none. */
  uuid = (model: string): string => this.uuids.get(model) ?? randomUUID();
  model = (uuid: string | null): string | null => (uuid === null ? null : (this.models.get(uuid) ?? uuid));
  tokenHash = (model: string): Buffer<ArrayBuffer> => this.tokens.get(model) ?? sha256(model);
  /** A uuid that follows from a name alone. */
  static claim(model: string): string {
    const hex = createHash('sha256').update(model).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
}
