/**
 * What a chat's adapter has to find again after a restart, by keys of its own making: which message shows an answer, what a
 * question asks for. Short texts, each forgotten after its day; none holds what a person wrote.
 */
export interface ChatMemory {
  /** Safe to repeat; the newest value stands. What is past `keepUntil` may be forgotten. */
  put(key: string, value: string, keepUntil: Date): Promise<void>;
  find(key: string): Promise<string | null>;
}
