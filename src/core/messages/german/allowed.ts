import type { Allowed } from "../../chat/allowed.ts";
import { list } from "./wording.ts";

/** Was da stehen kann, hinter „Möglich:“. */
export function allowed(what: Allowed | string): string {
  if (typeof what === "string") return what;
  switch (what.kind) {
    case "integer":
      return `eine ganze Zahl von ${what.min} bis ${what.max}`;
    case "values":
      return what.values.join(", ");
    case "text":
      return `ein Text von bis zu ${what.lengthMax} Zeichen`;
    case "yes-or-no":
      return "yes oder no";
    case "attachments":
      return "Bilder als Anhang";
    case "ratio":
      return `ein Verhältnis wie ${what.ratios.join(", ")} oder ein Wort: ${what.named.join(", ")}`;
    case "strength":
      return "eine Zahl von 0.01 (fast die Vorlage) bis 1 (fast frei davon)";
    case "pictures-at-once":
      return `1 bis ${what.max} Bilder auf einmal`;
    case "nothing":
      return "nichts, lass es also weg";
    case "only-of":
      return `nichts; das können nur ${list(what.models)}`;
  }
}
