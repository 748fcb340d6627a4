import type { CommandTable, OptionTranslation } from "../../chat/command-texts.ts";
import { styleNames } from "./settings.ts";

const yesOrNo = { yes: "Sí", no: "No" };

const picture: Readonly<Record<string, OptionTranslation>> = {
  prompt: { summary: "Lo que quieres ver" },
  model: { summary: "Quién pinta (mira /models)" },
  ratio: { summary: "La forma de la imagen, como 16:9, square o portrait" },
  resolution: { summary: "El tamaño, como 1K, 2K o 4K" },
  quality: { summary: "Con cuánto cuidado se pinta, si el modelo deja elegir" },
  n: { summary: "Cuántas imágenes" },
  seed: { summary: "Un número con el que vuelve a salir la misma imagen" },
  strength: { summary: "Cuánto puede alejarse la imagen de su referencia: de 0.01 a 1" },
  style: { summary: "Un estilo por su nombre, como noir o watercolour (mira /styles)", choices: styleNames },
  private: { summary: "Solo tú ves la imagen" },
  public: { summary: "Todos ven aquí la imagen, digan lo que digan los ajustes" },
  reference: { summary: "Imágenes de las que partir" },
};

export const commands: CommandTable = {
  imagine: {
    summary: "Describe una imagen y recíbela",
    example: "/imagine un faro en plena tormenta --ar 16:9",
    options: picture,
  },
  edit: {
    summary: "Cambia una imagen con palabras: una que adjuntes o una de las tuyas",
    example: "/edit ponlo en invierno --from last",
    options: {
      ...picture,
      prompt: { summary: "Lo que debe cambiar" },
      from: { summary: "Imágenes tuyas: «last», o los ids que muestra Detalles, separados por comas" },
    },
  },
  cancel: {
    summary: "Para la imagen en curso, o todas",
    options: { all: { summary: "Todas, no solo la más reciente" } },
  },
  history: {
    summary: "Tus imágenes: míralas, busca entre ellas o borra algunas",
    example: "/history zorro --model seedream --since 2026-11-01",
    options: {
      words: { summary: "Palabras del prompt, o su comienzo" },
      model: { summary: "Solo imágenes de este modelo" },
      since: { summary: "A partir de este día, como 2026-11-01" },
      until: { summary: "Hasta este día" },
      page: { summary: "Qué página" },
    },
  },
  settings: {
    summary: "Cómo son tus imágenes si no dices nada, quién las ve, y los avisos",
    options: {
      model: { summary: "Quién pinta si no nombras a nadie", choices: { default: "Lo que elija Easel" } },
      ratio: { summary: "La forma si no dices ninguna, como 16:9" },
      resolution: { summary: "El tamaño si no dices ninguno, como 2K" },
      quality: { summary: "Con cuánto cuidado, si el modelo deja elegir" },
      language: { summary: "El idioma en el que te hablo", choices: { default: "El de mi chat" } },
      private: { summary: "Si solo tú ves tus imágenes", choices: yesOrNo },
      originals: {
        summary: "Si tus imágenes llegan como archivos sin cambios, donde el chat las reduce",
        choices: yesOrNo,
      },
      spoilers: { summary: "Si tus imágenes quedan cubiertas hasta que alguien las abre", choices: yesOrNo },
      reminders: { summary: "Si te aviso cuando van a caducar créditos", choices: yesOrNo },
      remember: { summary: "Si repito lo último que usaste", choices: yesOrNo },
      reset: { summary: "Todo vuelve a estar como al principio" },
    },
  },
  server: {
    summary: "Dónde, con qué modelos y por cuánto al día se hacen imágenes en este servidor",
    options: {
      channels: { summary: "Dónde se pueden pedir imágenes: canales, «here» o «all»" },
      models: { summary: "Qué modelos pueden pintar, separados por comas, o «all»" },
      private: { summary: "Si los resultados solo los ve quien los pide, salvo con --public", choices: yesOrNo },
      cap: { summary: "Créditos que cada miembro puede gastar aquí al día (UTC), u «off»" },
      reset: { summary: "Todo vuelve a estar como al principio" },
    },
  },
  balance: { summary: "Tus créditos: cuántos son, hasta cuándo valen y qué ha pasado con ellos" },
  buy: {
    summary: "Créditos: paquetes de un solo pago, y planes que traen nuevos cada mes",
    options: {
      offer: { summary: "Cuál, como pack-small o creator-month; sin nada, se muestran todos" },
      currency: { summary: "La moneda en la que pagas, como usd o eur" },
    },
  },
  subscription: {
    summary: "Tu plan: qué trae, cuándo se renueva; cámbialo, cancélalo o consérvalo",
    options: {
      action: {
        summary: "Cancelar el plan al final de su periodo, o conservarlo después de todo",
        choices: { cancel: "Cancelarlo al final del periodo", resume: "Conservarlo después de todo" },
      },
    },
  },
  refund: {
    summary: "Pide que te devuelvan el dinero de un pedido; lo decide una persona de nuestro equipo",
    options: { order: { summary: "El número del pedido, como E-7KQ2-MXAB" } },
  },
  models: { summary: "Los modelos que puedes elegir, y qué se le da bien a cada uno" },
  styles: { summary: "Estilos que puedes pedir por su nombre" },
  pricing: {
    summary: "Lo que te cuesta una imagen según modelo, resolución y calidad, y lo que está anunciado",
    options: { model: { summary: "Solo los precios de este modelo" } },
  },
  account: { summary: "Tu cuenta: en qué chats está, tu plan y sus límites" },
  link: {
    summary: "Una sola cuenta en varios chats: los mismos créditos, imágenes y ajustes",
    options: { code: { summary: "El código del otro chat; sin él, recibes uno de aquí" } },
  },
  unlink: { summary: "Saca un chat de tu cuenta, un día después" },
  start: { summary: "Saluda y acepta los términos" },
  terms: { summary: "Los términos en breve, y cuándo los aceptaste" },
  privacy: {
    summary: "Qué se guarda sobre ti y cuánto tiempo; una copia de todo, o su final",
    options: {
      what: {
        summary: "Qué hacer; sin nada, ves lo que se guarda",
        choices: {
          export: "Una copia de mis datos",
          delete: "Eliminar mi cuenta",
          keep: "No eliminar mi cuenta después de todo",
        },
      },
    },
  },
  report: {
    summary: "Denuncia una imagen, di que usa tu obra, u objeta a una retirada",
    example: "/report abcd2345 --reason rights ese es mi dibujo",
    options: {
      what: { summary: "Un enlace al mensaje de la imagen o su id, y qué está mal; o notice, o counter" },
      reason: {
        summary: "Qué tiene de malo",
        choices: {
          minors: "Sexual con un menor",
          intimate: "Íntima o degradante",
          sexual: "Contenido sexual",
          hateful: "Odio o crueldad",
          deceiving: "Hecha para engañar",
          rights: "Mi obra, mi nombre o mi cara",
          other: "Otra cosa",
        },
      },
    },
  },
  appeal: { summary: "Pide que una persona revise de nuevo un bloqueo, una advertencia o una suspensión" },
  support: {
    summary: "Escribe al equipo de Easel, y mira lo que ha respondido",
    example: "/support --category payment no llegaron mis créditos",
    options: {
      words: { summary: "Qué pasó, y qué ayudaría" },
      category: {
        summary: "De qué se trata",
        choices: {
          payment: "Pago",
          picture: "Una imagen",
          account: "Mi cuenta",
          safety: "La seguridad de alguien",
          other: "Otra cosa",
        },
      },
      ticket: { summary: "El número de un ticket tuyo, para escribir más en él o verlo" },
      pictures: { summary: "Imágenes que lo muestran" },
    },
  },
  paysupport: { summary: "Ayuda con los pagos: créditos que no llegaron, devoluciones, a quién escribir" },
  admin: {
    summary: "Para quienes llevan Easel",
    options: {
      what: { summary: "Qué mirar: un área como refunds, y lo que necesita saber" },
      from: { summary: "Para un precio: el día en que cambia, como 2027-01-31" },
      until: { summary: "Cuándo termina por sí solo: 2h, 3d, o un día y una hora (UTC)" },
      reason: { summary: "Por qué; se guarda con lo que se decida" },
    },
  },
  help: { summary: "Lo que sé hacer" },
};
