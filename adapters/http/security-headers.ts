/** What no page of ours asks a browser for. Copying to the clipboard is not among it: the playground offers that. */
const UNUSED_FEATURES = [
  ...["accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "hid"],
  ...["idle-detection", "magnetometer", "microphone", "midi", "payment", "picture-in-picture"],
  ...["publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"],
];

/** Half a year: long enough to count, short enough to be taken back. Names below it may serve other things. */
const HTTPS_ONLY = "max-age=15552000";

/**
 * Sent with every answer; a route may set its own, such as a page its content security policy.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html
 */
export function securityHeaders({ isSecure }: { readonly isSecure: boolean }): ReadonlyMap<string, string> {
  return new Map([
    ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
    ["Permissions-Policy", UNUSED_FEATURES.map((feature) => `${feature}=()`).join(", ")],
    ["Referrer-Policy", "no-referrer"],
    ["X-Content-Type-Options", "nosniff"],
    ["X-Frame-Options", "DENY"],
    ...(isSecure ? ([["Strict-Transport-Security", HTTPS_ONLY]] as const) : []),
  ]);
}
