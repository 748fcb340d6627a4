import type { Messages } from "../../messages.ts";

export const settings: Messages["settings"] = {
  title: "Tus ajustes",
  hint: "Valen para todas las imágenes que pidas. Una opción en el prompt tiene prioridad; lo que un modelo no puede hacer, lo hace a su manera.",
  changed: "Guardado.",
  wasReset: "Todo está como al principio.",
  name: {
    model: "Modelo",
    ratio: "Forma",
    resolution: "Resolución",
    quality: "Calidad",
    language: "Idioma",
    private: "Resultados privados",
    originals: "Originales",
    spoilers: "Imágenes ocultas",
    reminders: "Avisos",
    remember: "Recordar lo último que usé",
  },
  byDefault: "lo que elija Easel",
  modelsOwn: "la del propio modelo",
  asChat: "el de mi chat",
  private: (on) => (on ? "sí: solo tú ves tus imágenes" : "no: las imágenes aparecen donde las pides"),
  originals: (on) => (on ? "sí: las imágenes llegan como archivos, sin cambios" : "no"),
  spoilers: (on) => (on ? "sí: las imágenes están cubiertas hasta que alguien las abre" : "no"),
  reminders: (on) => (on ? "sí: te aviso tres días antes de que caduquen créditos, y de las novedades" : "no"),
  remembers: (on, last) => (on ? `sí${last.length === 0 ? "" : `: ${last.join(", ")}`}` : "no"),
  change: "Cambiar",
  formTitle: "Imágenes e idioma",
  save: "Guardar",
  turn: {
    isPrivate: (on) => (on ? "Activar resultados privados" : "Desactivar resultados privados"),
    originals: (on) => (on ? "Recibir originales" : "No recibir originales"),
    spoilers: (on) => (on ? "Ocultar imágenes" : "No ocultar imágenes"),
    reminders: (on) => (on ? "Activar avisos" : "Desactivar avisos"),
    remembersLast: (on) => (on ? "Recordar lo último" : "No recordar lo último"),
  },
  reset: "Restablecer todo",
};

export const styleNames = {
  photo: "Fotografía",
  cinematic: "Fotograma de cine",
  noir: "Cine negro",
  analog: "Foto analógica",
  watercolour: "Acuarela",
  oil: "Pintura al óleo",
  ink: "Dibujo a tinta",
  woodblock: "Xilografía",
  poster: "Cartel de viajes",
  comic: "Cómic",
  anime: "Animación japonesa",
  pixel: "Arte de píxeles",
  clay: "Figura de plastilina",
  isometric: "Maqueta isométrica",
};
const names: ReadonlyMap<string, string> = new Map(Object.entries(styleNames));

export const styles: Messages["styles"] = {
  title: "Estilos",
  text: "Un aspecto por su nombre: /imagine un faro en plena tormenta --style noir. Tus palabras quedan como están; estas se añaden para el modelo.",
  label: ({ id, name }) => names.get(id) ?? name,
  name: (label, id) => `${label} (--style ${id})`,
};
