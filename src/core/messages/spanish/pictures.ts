import { termsInForce } from "../../accounts/terms.ts";
import type { EndingReason } from "../../generation/generation.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, list, plural } from "./wording.ts";

const example = "/imagine un faro en plena tormenta --ar 16:9";

export const start: Messages["start"] = {
  title: "Hola otra vez",
  ready: (available) =>
    `Dime qué quieres ver, por ejemplo: ${example}\n\nTienes ${credits(available)}. /models muestra quién pinta, /pricing lo que cuesta y /help todo lo demás.`,
  acceptedTitle: "Todo listo",
  accepted: (welcome) =>
    [welcome === 0 ? "" : `Tienes ${credits(welcome)} para probar.`, `Dime qué quieres ver, por ejemplo: ${example}`]
      .filter((part) => part !== "")
      .join("\n\n"),
};

export const consent: Messages["consent"] = {
  title: "Antes de la primera imagen",
  titleAgain: "Los términos han cambiado",
  hello: "¡Hola! Soy Easel. Dime qué quieres ver y haré que lo pinte el modelo que elijas, aquí mismo, en el chat.",
  before: (command) =>
    `Antes de usar /${command} necesito tu consentimiento. No se ha guardado nada de tu mensaje, ni se ha cobrado nada.`,
  ask: (age, updatedAt) =>
    `Debes tener al menos ${age} años (o más, si tu país lo exige) y aceptar los términos del ${day(updatedAt)}.`,
  gift: (amount, days) =>
    `Después tendrás ${credits(amount)} para empezar, con una validez de ${plural(days, { one: "día", other: "días" })}.`,
  accept: (age) => `Tengo ${age} años o más y acepto`,
  read: "Leer los términos",
  changed:
    "Los términos han cambiado desde que se creó este botón. Envía /start, por favor, para leer y aceptar los nuevos.",
};

export const help: Messages["help"] = {
  title: "Lo que sé hacer",
  hint: "Las opciones van en cualquier lugar entre las palabras: /imagine un zorro rojo --model seedream --ar 16:9 --n 2 --seed 7",
};

export const imagine: Messages["imagine"] = {
  promptExample: example,
  editTitle: "Cambia las palabras",
  editLabel: "¿Qué quieres ver?",
  editSubmit: (price) => `Crear · ${credits(price)}`,
  cancelled: "Parada. Lo que habría costado vuelve a ser tuyo.",
  tooLate: "Es demasiado tarde para pararla: la imagen ya está hecha.",
  cancelledMany: (count) =>
    count === 0
      ? "No tienes nada en curso."
      : `${count === 1 ? "Una imagen parada" : `${count} imágenes paradas`}. Lo que habría costado vuelve a ser tuyo.`,
  deletedTitle: "Borrado",
  originals: (count) => (count === 1 ? "Aquí está el archivo original." : "Aquí están los archivos originales."),
  detailsTitle: "Sobre esta imagen",
  detail: {
    prompt: "Prompt",
    model: "Modelo",
    size: "Tamaño",
    quality: "Calidad",
    style: "Estilo",
    seed: "Semilla",
    cost: "Coste",
    made: "Creada",
    references: "Referencias",
    noSeed: "este modelo no la dice",
    by: (name, maker) => `${name} de ${maker}`,
    pixels: (width, height, ratio) => `${width} × ${height} (${ratio})`,
    returned: (captured, returned) => `${credits(captured)}; ${credits(returned)} de vuelta`,
  },
  policy: "Reglas del fabricante",
};

const endings: Record<EndingReason, string> = {
  "credits-insufficient": "No quedaban créditos suficientes cuando llegó su turno. /balance muestra lo que tienes.",
  "wallet-frozen": `Tus créditos están retenidos mientras revisamos tu cuenta, así que no pudo empezar. Preguntas: ${termsInForce.contact}.`,
  "server-cap":
    "Cuando llegó su turno, ya se había gastado lo que cada miembro puede gastar al día en este servidor. A las 00:00 UTC se empieza de nuevo.",
  "too-many-running": "Cuando llegó su turno, tenías demasiadas imágenes en marcha. Vuelve a enviarlo, por favor.",
  "policy-prompt":
    "El modelo rechazó estas palabras, porque las reglas de su fabricante no las permiten. A veces las máquinas entienden mal: quizá funcione con otras palabras.",
  "policy-reference":
    "El modelo rechazó la imagen de referencia, porque las reglas de su fabricante no la permiten. Quizá funcione con otra imagen.",
  "policy-image":
    "El control de seguridad del modelo ocultó el resultado, así que no hay nada que pueda mostrarte. Quizá funcione con otras palabras.",
  "request-refused":
    "El modelo no pudo trabajar con esta petición. Quizá funcione con otro tamaño o con otro modelo (/models).",
  "provider-failed":
    "El modelo se interrumpió mientras pintaba. Inténtalo de nuevo, por favor, o elige otro modelo (/models).",
  "reference-refused":
    "El modelo no pudo trabajar con la imagen de referencia: es demasiado pequeña o grande, o de una forma que no admite. Quizá funcione con otra imagen.",
  "reference-lost": "La imagen de referencia ya no está. Adjúntala otra vez, por favor.",
  "provider-unreachable":
    "No se pudo contactar con el modelo. Inténtalo de nuevo en unos minutos, por favor, o elige otro modelo (/models).",
  "provider-lost": "La petición se perdió de camino al modelo. Inténtalo de nuevo, por favor.",
  "provider-dropped":
    "El modelo terminó, pero la imagen ya no estaba cuando fui a buscarla. Inténtalo de nuevo, por favor.",
  "took-too-long":
    "El modelo tardó demasiado, así que dejé de esperar. Inténtalo de nuevo, por favor, o elige otro modelo (/models).",
  "our-fault": "Algo de nuestro lado impidió terminar esta imagen. Ya estamos avisados.",
  "could-not-store": "La imagen llegó dañada, así que no pude guardarla. Inténtalo de nuevo, por favor.",
  cancelled: "Parada, como pediste.",
};

function cameBack(returned: number): string {
  if (returned === 0) return "No se ha cobrado nada.";
  return returned === 1 ? "Has recuperado tu crédito." : `Has recuperado tus ${credits(returned)}.`;
}

export const picture: Messages["picture"] = {
  title: (prompt) => shortened(prompt, 120),
  progress(progress, price, long_ms) {
    const cost = credits(price);
    if (progress.stage === "heard") return `En camino · ${cost}`;
    if (progress.stage === "line") {
      return progress.ahead === 0 ? `Es la siguiente · ${cost}` : `${progress.ahead} por delante · ${cost}`;
    }
    const seconds = Math.floor(progress.running_ms / 5_000) * 5;
    const since = seconds === 0 ? "" : ` · ${seconds} s`;
    const patience =
      progress.running_ms < long_ms ? "" : "\nEstá tardando más de lo normal. Sigo en ello, o puedes cancelarla.";
    if (progress.stage === "painting") return `Pintando${since} · ${cost}${patience}`;
    const { ahead } = progress;
    if (ahead === null) return `Esperando al modelo${since} · ${cost}${patience}`;
    const place = ahead === 0 ? "En el modelo, es la siguiente" : `En el modelo, ${ahead} por delante`;
    return `${place}${since} · ${cost}${patience}`;
  },
  result({ settlement, request, images, price }, model) {
    const seeds = [...new Set(images.map((image) => image.seed).filter((seed) => seed !== null))];
    const first = images[0];
    const line = [
      model,
      first === undefined ? "" : `${first.width} × ${first.height}`,
      seeds.length === 0 ? "" : `semilla ${list(seeds.map(String))}`,
      credits(settlement?.captured_credits ?? price.total_credits),
    ].filter((part) => part !== "");
    const missing = request.n - images.length;
    if (missing <= 0) return line.join(" · ");
    const returned = cameBack(settlement?.released_credits ?? 0);
    const why =
      settlement?.rule === "flagged-share-returned"
        ? `El control de seguridad del modelo ocultó ${missing} de ${request.n}.`
        : `${missing === 1 ? "Falta" : "Faltan"} ${missing} de ${request.n} en lo que envió el modelo.`;
    return `${line.join(" · ")}\n${why} ${returned}`;
  },
  ending: (reason, returned) => `${endings[reason]} ${cameBack(returned)}`,
  alternative: (prompt, index, count) =>
    count === 1 ? shortened(prompt, 400) : `${shortened(prompt, 400)} (${index + 1} de ${count})`,
  cancel: "Cancelar",
  waitsInHistory: "Una imagen tuya está lista, pero no pude publicarla donde la pediste. Te espera en /history.",
};
