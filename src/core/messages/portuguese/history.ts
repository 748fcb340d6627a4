import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, minute } from "./wording.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export const history: Messages["history"] = {
  title: (search) => (search === "" ? "Suas imagens" : `Suas imagens · ${search}`),
  searched: (words, model, since, before) =>
    [
      words === "" ? "" : `“${shortened(words, 60)}”`,
      model ?? "",
      since === null ? "" : `desde ${day(since)}`,
      before === null ? "" : `até ${day(new Date(before.getTime() - DAY_MS))}`,
    ]
      .filter((part) => part !== "")
      .join(" · "),
  empty: "Nada aqui ainda. Sua primeira imagem está a um /imagine de distância.",
  nothingFound:
    "Nada do que é seu corresponde a isto. Com menos palavras, ou palavras mais curtas, você acha mais; /history sem mais nada mostra tudo.",
  noWords:
    "Isto não tem letras que eu possa procurar. Tente uma palavra do prompt, ou /history sem mais nada para ver tudo.",
  end: "Não há imagens mais antigas.",
  line: (index, generation, model) =>
    [
      `${index}. ${shortened(generation.request.prompt, 60)}`,
      model,
      minute(generation.acceptedAt),
      credits(generation.settlement?.captured_credits ?? 0),
    ].join(" · "),
  open: (index) => `Abrir ${index}`,
  original: (index) => `Arquivo original ${index}`,
  newest: "Mais recentes",
  older: "Mais antigas",
  delete: "Apagar…",
  deleteTitle: "Apagar imagens",
  deleteLabel: (count) =>
    count === 1
      ? "Quais? Escreva 1 ou “all”. Não dá para recuperá-las."
      : `Quais? Números desta página, como 1, ${count}, ou “all”. Não dá para recuperá-las.`,
  deleteSubmit: "Apagar para sempre",
  deleteNumbers: (count) => (count === 1 ? "1 ou “all”" : `números de 1 a ${count}, como 1, ${count}, ou “all”`),
  deleted: (count) => {
    if (count === 0) return "Elas já não existiam.";
    return count === 1
      ? "Uma imagem saiu do seu histórico e do nosso armazenamento."
      : `${count} imagens saíram do seu histórico e do nosso armazenamento.`;
  },
  aDay: "um dia, como 2026-11-24, “today” (hoje) ou “yesterday” (ontem)",
};
