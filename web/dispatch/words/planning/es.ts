import type { PlanningWords } from './en.ts';

const visits = (count: number) => (count === 1 ? '1 visita' : `${count} visitas`);

/** The same in Spanish. */
export const es: PlanningWords = {
  all: 'Buscando quién puede ir',
  dayOf: (name) => `Mirando el día de ${name}`,
  thinking: 'Un momento …',
  failed: 'No hay propuesta: el servicio no respondió.',
  retry: 'Intentar de nuevo',
  title: (count, left) =>
    count === 0
      ? 'Nada que asignar'
      : left === 0
        ? `${count === 1 ? 'Cabe' : 'Caben'} ${visits(count)}`
        : `${count === 1 ? 'Cabe' : 'Caben'} ${count} de ${visits(count + left)}`,
  more: 'Más conducción',
  saves: 'Menos que una por una',
  driving: (time) => `${time} al volante`,
  drive: (time) => `a ${time}`,
  isNew: 'nueva',
  unplaced: 'Quedan sin asignar',
  reasons: {
    unverified: 'dirección sin verificar',
    on_hold: 'en espera',
    past: 'ya pasó su hora',
    outside_hours: 'fuera de 7 a 19 h',
    no_skill: 'nadie con la habilidad',
    no_time: 'no cabe en el día',
  },
  basis:
    'Los trayectos se estiman en línea recta. Ninguna hora prometida cambia; lo despachado se queda como está.',
  cancel: 'Cancelar',
  apply: (count) => (count === 0 ? 'Asignar' : `Asignar ${count}`),
  applied: (count) => `${visits(count)} ${count === 1 ? 'asignada' : 'asignadas'}.`,
};
