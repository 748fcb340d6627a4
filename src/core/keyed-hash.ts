/**
 * A one-way name for what must not be stored itself, such as a code or who somebody is: always the same for the same text, and
 * of no use to whoever does not have this service's key.
 */
export interface KeyedHash {
  of(text: string): Promise<string>;
}
