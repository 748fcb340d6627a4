import type { Messages } from "../../messages.ts";
import { credits, plural } from "./wording.ts";

export const models: Messages["models"] = {
  title: "Modelos",
  text: "Las reglas del fabricante de cada modelo valen también para sus imágenes. Nombra uno con --model, por ejemplo: /imagine un faro en plena tormenta --model seedream",
  name: (name, maker, id) => `${name} de ${maker} (--model ${id})`,
  strengths: {
    "z-image": "Rápido y barato: bocetos, variaciones, primeros intentos de una idea.",
    "nano-banana":
      "Sigue instrucciones largas, edita fotos y mantiene iguales caras y objetos con hasta 14 referencias.",
    "gpt-image": "Entiende escenas complejas y escribe texto en las imágenes: carteles, diagramas, interfaces.",
    seedream: "Imágenes grandes y detalladas a un solo precio: retratos, productos, paisajes de hasta 4096 píxeles.",
  },
  takes: ({ ratios, widest, resolutions, images, references }) =>
    `Admite ${plural(ratios, { one: "proporción", other: "proporciones" })} (${widest}), ${resolutions}, hasta ${plural(images, { one: "imagen", other: "imágenes" })} a la vez y ${plural(references, { one: "imagen de referencia", other: "imágenes de referencia" })}.`,
  qualities: (names) => `Calidades: ${names.join(", ")}.`,
  from: (least) => `Desde ${credits(least)} por imagen.`,
  isFirst: "Pinta cuando no nombras ningún modelo.",
  isOff: "Desactivado por el momento.",
  policy: (maker) => `Reglas de ${maker}`,
};
