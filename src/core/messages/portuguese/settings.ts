import type { Messages } from "../../messages.ts";

export const settings: Messages["settings"] = {
  title: "Suas configurações",
  hint: "Elas valem para todas as imagens que você pedir. Uma opção no prompt tem prioridade; o que um modelo não consegue fazer, ele faz do jeito dele.",
  changed: "Salvo.",
  wasReset: "Está tudo como no começo.",
  name: {
    model: "Modelo",
    ratio: "Formato",
    resolution: "Resolução",
    quality: "Qualidade",
    language: "Idioma",
    private: "Resultados privados",
    originals: "Originais",
    spoilers: "Imagens ocultas",
    reminders: "Avisos",
    remember: "Lembrar o que usei por último",
  },
  byDefault: "o que o Easel escolher",
  modelsOwn: "o padrão do modelo",
  asChat: "o do meu chat",
  private: (on) => (on ? "sim: só você vê suas imagens" : "não: as imagens aparecem onde você as pede"),
  originals: (on) => (on ? "sim: as imagens chegam como arquivos, sem alterações" : "não"),
  spoilers: (on) => (on ? "sim: as imagens ficam cobertas até alguém abrir" : "não"),
  reminders: (on) => (on ? "sim: aviso três dias antes de créditos vencerem, e das novidades" : "não"),
  remembers: (on, last) => (on ? `sim${last.length === 0 ? "" : `: ${last.join(", ")}`}` : "não"),
  change: "Mudar",
  formTitle: "Imagens e idioma",
  save: "Salvar",
  turn: {
    isPrivate: (on) => (on ? "Ativar resultados privados" : "Desativar resultados privados"),
    originals: (on) => (on ? "Receber originais" : "Não receber originais"),
    spoilers: (on) => (on ? "Ocultar imagens" : "Não ocultar imagens"),
    reminders: (on) => (on ? "Ativar avisos" : "Desativar avisos"),
    remembersLast: (on) => (on ? "Lembrar o último uso" : "Não lembrar o último uso"),
  },
  reset: "Redefinir tudo",
};

export const styleNames = {
  photo: "Fotografia",
  cinematic: "Cena de cinema",
  noir: "Cinema noir",
  analog: "Foto analógica",
  watercolour: "Aquarela",
  oil: "Pintura a óleo",
  ink: "Desenho a nanquim",
  woodblock: "Xilogravura",
  poster: "Cartaz de viagem",
  comic: "História em quadrinhos",
  anime: "Animação japonesa",
  pixel: "Arte em pixels",
  clay: "Boneco de massinha",
  isometric: "Maquete isométrica",
};
const names: ReadonlyMap<string, string> = new Map(Object.entries(styleNames));

export const styles: Messages["styles"] = {
  title: "Estilos",
  text: "Um visual pelo nome: /imagine um farol na tempestade --style noir. Suas palavras ficam como estão; estas são acrescentadas para o modelo.",
  label: ({ id, name }) => names.get(id) ?? name,
  name: (label, id) => `${label} (--style ${id})`,
};
