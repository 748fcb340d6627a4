/**
 * A place is where an answer is shown, as one string that can be stored: the platform's name, then whatever its adapter
 * needs to find the message again, each part percent-encoded. Only the adapter that wrote a place reads its parts.
 */
export function encodePlace(platform: string, ...parts: readonly string[]): string {
  return [platform, ...parts].map(encodeURIComponent).join("/");
}

/** The parts of a place: the platform first. */
export function decodePlace(place: string): [platform: string, ...parts: string[]] {
  const [platform = "", ...parts] = place.split("/").map(decodeURIComponent);
  return [platform, ...parts];
}
