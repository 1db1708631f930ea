import type { EventWords } from './en.ts';

/** The same in Spanish. */
export const es: EventWords = {
  isNew: 'Evento nuevo',
  edit: 'Evento',
  title: 'Qué es',
  hint: 'Formación, recoger piezas, día libre …',
  allDay: 'Días enteros',
  from: 'Desde',
  until: 'Hasta',
  day: (which) => `${which}: día`,
  time: (which) => `${which}: hora`,
  who: 'De quién es',
  everybody: 'De todos',
  notes: 'Notas',
  remove: 'Eliminar',
  cancel: 'Cancelar',
  create: 'Ponerlo en el tablero',
  save: 'Guardar',
  needsTitle: 'Diga qué es.',
  endBefore: 'Tiene que terminar después de empezar.',
};
