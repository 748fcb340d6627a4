import type { Messages } from "../../messages.ts";

export const paymentPages: Messages["paymentPages"] = {
  paid: {
    title: "Danke",
    text: "Deine Zahlung ist da. Easel schreibt dir im Chat, sobald deine Credits angekommen sind, meist innerhalb einer Minute. Du kannst diese Seite schließen.",
  },
  cancelled: {
    title: "Es wurde nichts gekauft",
    text: "Du bist vor dem Bezahlen gegangen, es wurde also nichts berechnet. Der Link in deinem Chat geht noch eine Weile. Du kannst diese Seite schließen.",
  },
  portal: {
    title: "Alles erledigt",
    text: "Was du geändert hast, weiß Easel gleich auch: /subscription im Chat zeigt es. Du kannst diese Seite schließen.",
  },
};
