import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";

export const terms: Messages["terms"] = {
  pages: {
    people: "Quién puede usar Easel, y para qué",
    content: "Qué pasa con las palabras y las imágenes",
    money: "Créditos y dinero",
    rules: "Reglas, derechos y contacto",
  },
  clauses: {
    T1: "Easel hace imágenes con modelos de otras empresas. Pagas con créditos.",
    T2: "Los modelos, los planes y Easel en su conjunto pueden cambiar, pausarse o terminar. Lo que está desactivado no te cuesta nada.",
    T3: `Tienes al menos ${termsInForce.ageMin_years} años, o más si tu país lo exige.`,
    T4: "Cuidar de tu cuenta te corresponde a ti: lo que se haga con ella cuenta como hecho por ti.",
    T6: "Cualquier uso legal es bienvenido: privado, comercial, enseñanza, investigación.",
    T8: "No se permite: contenido sexual, cualquier cosa sexual con menores, imágenes íntimas o engañosas de personas reales, odio, violencia sangrienta, autolesiones, productos ilegales, engaño, vulnerar los derechos o los datos privados de otras personas.",
    T7: "A qué lleva lo más grave de eso: la cuenta se suspende de inmediato y una persona de nuestro equipo decide. Puede suponer la eliminación del contenido, la pérdida de los créditos y un aviso a las autoridades.",
    T9: "Los prompts se revisan antes de cobrar nada, y los modelos revisan lo que dibujan. Lo que bloquea una máquina se devuelve.",
    T11: "Tus imágenes son tuyas.",
    T12: "Que una imagen hecha por un modelo pueda estar protegida por derechos de autor depende de tu país. No podemos asesorarte sobre ello.",
    T13: "Los modelos pertenecen a sus fabricantes, y también se aplican las reglas de estos; /models enlaza a ellas.",
    T14: "No entrenamos nada con tus palabras ni tus imágenes, y no entregamos nada para entrenar.",
    T15: "Guardamos prompts, imágenes y referencias para tu historial, para la atención al usuario y contra los abusos.",
    T16: "Cada imagen tiene un precio en créditos enteros, que se muestra antes de que gastes. El precio mostrado es el que se cobra.",
    T17: "Un plan se puede cancelar en cualquier momento, con /subscription o en la página del proveedor de pagos. Termina con su periodo, y sus créditos siguen ahí hasta que caducan.",
    "T9, T22":
      "Bloqueado antes de preguntar a un modelo: no se cobró nada. Un modelo ocultó una imagen, falló o nunca respondió: esos créditos vuelven solos. Un modelo se negó: también vuelven, salvo que ocurra una y otra vez. La página siguiente dice cuándo.",
    T20: "Si se devuelve el dinero se decide caso por caso: pídelo con /refund.",
    T21: "Cuando se reembolsa un pedido, se retiran los créditos de ese pedido que no se han gastado; los gastados quedan gastados.",
    T24: "Una interrupción del servicio nunca te cuesta un crédito.",
    T25: "Los modelos se equivocan. Mira bien una imagen antes de fiarte de ella.",
    T10: "Las cuentas que incumplen las reglas una y otra vez las revisa una persona, y pueden suspenderse.",
    T5: "Una cuenta con información falsa, o que se use en contra de estos términos, puede suspenderse o cerrarse.",
    T18: "Antes de cerrar una cuenta, normalmente lo avisamos.",
    "T19, T23":
      "Una cuenta cerrada pierde su acceso y su plan y, tras una infracción, sus créditos. Su contenido se elimina un tiempo después, y no se puede abrir otra cuenta desde los mismos chats.",
    T26: "¿Una imagen usa tu obra o te muestra? /report la lleva ante una persona de nuestro equipo. Quien infringe derechos una y otra vez pierde su cuenta.",
    T27: "Cuando estos términos cambian en algo importante, te volvemos a preguntar.",
    T28: `Preguntas: ${termsInForce.contact}. Procuramos responder en 1–3 días hábiles.`,
  },
  title: (page) => `Los términos en breve · ${page}`,
  previous: "Página anterior",
  next: "Página siguiente",
};
